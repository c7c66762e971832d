// Calls whose arguments decide whether they are allowed, and what a process would try first to get out or to do harm.
#include "probe.h"
#include "trial.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/bpf.h>
#include <linux/keyctl.h>
#include <linux/perf_event.h>
#include <linux/sched.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/klog.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/time.h>
#include <sys/utsname.h>
#include <unistd.h>

#define TRY(name, expression) static long name(const void *unused) { (void) unused; return (expression) < 0 ? -errno : 0; }

static char *low;   // memory that 32 bits can address

// ---- sockets

static long open_socket(const void *argument) {
  const long *of = argument;
  return bare_call(X86_64, SYS_socket, (long[6]){of[0], of[1], 0});
}

static long socketcall(const void *argument) {
  const long *of = argument;
  int *words = (int *) low;
  words[0] = (int) of[0];
  words[1] = (int) of[1];
  words[2] = 0;
  return bare_call(I386, 102, (long[6]){1, (long) low});
}

static long socket32(const void *argument) {
  const long *of = argument;
  return bare_call(I386, 359, (long[6]){of[0], of[1], 0});
}

// With something in the half of the argument that the kernel drops.
static void tell_disguised(void) {
  static const long families[] = {AF_INET, AF_ALG, AF_VSOCK};
  char key[60];
  for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
    long of[2] = {0x700000000 | families[i], SOCK_STREAM};
    snprintf(key, sizeof key, "disguised socket(%ld)", families[i]);
    say("attempt", key, "%s", trial(open_socket, of).text);
    snprintf(key, sizeof key, "i386 disguised socket(%ld)", families[i]);
    say("attempt", key, "%s", trial(socket32, of).text);
  }
}

static void tell_sockets(void) {
  static const struct { const char *name; long type; } types[] = {{"stream", SOCK_STREAM}, {"datagram", SOCK_DGRAM}, {"raw", SOCK_RAW}, {"seqpacket", SOCK_SEQPACKET}};
  char key[60];
  for (long family = 0; family < 47; family++)
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
      long of[2] = {family, types[i].type};
      snprintf(key, sizeof key, "socket(%ld, %s)", family, types[i].name);
      say("attempt", key, "%s", trial(open_socket, of).text);
      snprintf(key, sizeof key, "i386 socket(%ld, %s)", family, types[i].name);
      say("attempt", key, "%s", trial(socket32, of).text);
      snprintf(key, sizeof key, "i386 socketcall(socket, %ld, %s)", family, types[i].name);
      say("attempt", key, "%s", trial(socketcall, of).text);
    }
}

// ---- namespaces

static long clone_with(const void *argument) {
  long pid = syscall(SYS_clone, *(const long *) argument | SIGCHLD, 0, 0, 0, 0);
  if (pid == 0)
    _exit(0);
  return pid < 0 ? -errno : 0;
}

static long clone3_with(const void *argument) {
  struct clone_args arguments = {.flags = (unsigned long) *(const long *) argument, .exit_signal = SIGCHLD};
  long pid = syscall(SYS_clone3, &arguments, sizeof arguments);
  if (pid == 0)
    _exit(0);
  return pid < 0 ? -errno : 0;
}

static long unshare_with(const void *argument) {
  return unshare((int) *(const long *) argument) < 0 ? -errno : 0;
}

static void tell_namespaces(void) {
  static const struct { const char *name; long flag; } flags[] = {
      {"nothing", 0}, {"mnt", CLONE_NEWNS}, {"cgroup", CLONE_NEWCGROUP}, {"uts", CLONE_NEWUTS}, {"ipc", CLONE_NEWIPC}, {"user", CLONE_NEWUSER},
      {"pid", CLONE_NEWPID}, {"net", CLONE_NEWNET}, {"time", CLONE_NEWTIME}, {"user and mnt", CLONE_NEWUSER | CLONE_NEWNS}};
  char key[60];
  for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
    if (flags[i].flag != CLONE_NEWTIME) {
      snprintf(key, sizeof key, "clone %s", flags[i].name);
      say("attempt", key, "%s", trial(clone_with, &flags[i].flag).text);
    }
    snprintf(key, sizeof key, "clone3 %s", flags[i].name);
    say("attempt", key, "%s", trial(clone3_with, &flags[i].flag).text);
    snprintf(key, sizeof key, "unshare %s", flags[i].name);
    say("attempt", key, "%s", trial(unshare_with, &flags[i].flag).text);
  }
}

// ---- devices: made in /dev, since that is the one tmpfs on which a device node counts

static long use_device(const void *argument) {
  const long *of = argument;
  static const char path[] = "/dev/.probe";
  unlink(path);
  if (mknod(path, (mode_t) of[0] | 0600, makedev((unsigned) of[1], (unsigned) of[2])) < 0)
    return -errno;
  int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
  int code = errno;
  unlink(path);
  return fd < 0 ? -code - AFTER_SUCCESS : 0;
}

static void tell_devices(void) {
  static const long devices[][3] = {
      {S_IFCHR, 1, 1}, {S_IFCHR, 1, 2}, {S_IFCHR, 1, 3}, {S_IFCHR, 1, 4}, {S_IFCHR, 1, 5}, {S_IFCHR, 1, 7}, {S_IFCHR, 1, 8}, {S_IFCHR, 1, 9},
      {S_IFCHR, 1, 11}, {S_IFCHR, 4, 0}, {S_IFCHR, 4, 64}, {S_IFCHR, 5, 0}, {S_IFCHR, 5, 1}, {S_IFCHR, 5, 2}, {S_IFCHR, 136, 0}, {S_IFCHR, 10, 200},
      {S_IFCHR, 10, 229}, {S_IFCHR, 10, 232}, {S_IFCHR, 10, 237}, {S_IFCHR, 10, 235}, {S_IFBLK, 7, 0}, {S_IFBLK, 8, 0}, {S_IFBLK, 253, 0}, {S_IFBLK, 254, 0}, {S_IFBLK, 1, 0}};
  for (size_t i = 0; i < sizeof devices / sizeof *devices; i++) {
    char key[60];
    snprintf(key, sizeof key, "make and open %c %ld:%ld", devices[i][0] == S_IFCHR ? 'c' : 'b', devices[i][1], devices[i][2]);
    long arguments[3] = {devices[i][0], devices[i][1], devices[i][2]};
    say("attempt", key, "%s", trial(use_device, arguments).text);
  }
}

// ---- single attempts

static int mount_and_undo(const char *type) {
  if (mkdir("/dev/.place", 0700) < 0 && errno != EEXIST)
    return -1;
  int result = mount(type, "/dev/.place", type, 0, NULL);
  int code = errno;
  if (result == 0)
    umount2("/dev/.place", MNT_DETACH);
  rmdir("/dev/.place");
  errno = code;
  return result;
}

static int bind_to(int port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short) port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  return bind(socket(AF_INET, SOCK_STREAM, 0), (void *) &address, sizeof address);
}

static int same_name(void) {
  struct utsname name;
  uname(&name);
  return sethostname(name.nodename, strlen(name.nodename));
}

static int more_files(void) {
  struct rlimit limit;
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_max++;
  return setrlimit(RLIMIT_NOFILE, &limit);
}

static int own_file(uid_t owner, mode_t mode) {
  static const char path[] = "/dev/shm/.probe";
  int fd = open(path, O_CREAT | O_RDWR, 0600);
  int result = fd < 0 ? -1 : owner != 0 ? fchown(fd, owner, owner) : fchmod(fd, mode);
  int code = errno;
  unlink(path);
  errno = code;
  return result;
}

TRY(personality_linux32, syscall(SYS_personality, 8))
TRY(personality_no_random, syscall(SYS_personality, 0x40000))
TRY(personality_query, syscall(SYS_personality, 0xffffffff))
TRY(keyring, syscall(SYS_keyctl, KEYCTL_GET_KEYRING_ID, -3, 0))
TRY(new_key, syscall(SYS_add_key, "user", "probe", "x", 1, -2))
TRY(bpf_map, syscall(SYS_bpf, BPF_MAP_CREATE, &((union bpf_attr){.map_type = BPF_MAP_TYPE_ARRAY, .key_size = 4, .value_size = 4, .max_entries = 1}), sizeof(union bpf_attr)))
TRY(perf, syscall(SYS_perf_event_open, &((struct perf_event_attr){.type = PERF_TYPE_SOFTWARE, .size = sizeof(struct perf_event_attr), .exclude_kernel = 1}), 0, -1, -1, 0))
TRY(user_fault, syscall(SYS_userfaultfd, 1))
TRY(uring, syscall(SYS_io_uring_setup, 1, (char[256]){0}))
TRY(secret_memory, syscall(SYS_memfd_secret, 0))
TRY(fanotify, syscall(SYS_fanotify_init, 0, 0))
TRY(mount_tmpfs, mount_and_undo("tmpfs"))
TRY(mount_proc, mount_and_undo("proc"))
TRY(mount_sysfs, mount_and_undo("sysfs"))
TRY(open_file_system, syscall(SYS_fsopen, "tmpfs", 0))
TRY(clone_tree, syscall(SYS_open_tree, AT_FDCWD, "/", 1))
TRY(remount_sysctls, mount(NULL, "/proc/sys", NULL, MS_REMOUNT | MS_BIND, NULL))
TRY(remount_root, mount(NULL, "/", NULL, MS_REMOUNT | MS_BIND, NULL))
TRY(change_root, chroot("/"))
TRY(trace_me, ptrace(PTRACE_TRACEME, 0, NULL, NULL))
TRY(trace_one, ptrace(PTRACE_SEIZE, 1, NULL, NULL))
TRY(signal_one, kill(1, 0))
TRY(kernel_log, klogctl(10, NULL, 0))
TRY(kernel_log_read, klogctl(3, (char[64]){0}, 64))
TRY(host_name, same_name())
TRY(clock_set, syscall(SYS_settimeofday, NULL, NULL))
TRY(port_access, syscall(SYS_ioperm, 0x80, 1, 1))
TRY(nicer, setpriority(PRIO_PROCESS, 0, -5))
TRY(real_time, sched_setscheduler(0, SCHED_FIFO, &((struct sched_param){.sched_priority = 1})))
TRY(lock_memory, mlock(low, 4096))
TRY(raise_limit, more_files())
TRY(become_root, setuid(0))
TRY(become_other, setuid(12345))
TRY(groups, setgroups(1, (gid_t[]){54321}))
TRY(give_file, own_file(12345, 0))
TRY(setuid_file, own_file(0, 04755))
TRY(low_port, bind_to(80))
TRY(high_port, bind_to(18080))
TRY(write_root, open("/.probe", O_CREAT | O_WRONLY | O_EXCL, 0600) < 0 ? -1 : unlink("/.probe"))
TRY(write_shm, open("/dev/shm/.probe", O_CREAT | O_WRONLY | O_EXCL, 0600) < 0 ? -1 : unlink("/dev/shm/.probe"))
TRY(write_dev, open("/dev/.probe", O_CREAT | O_WRONLY | O_EXCL, 0600) < 0 ? -1 : unlink("/dev/.probe"))
TRY(open_terminal, open("/dev/tty", O_RDWR))
TRY(new_terminal, open("/dev/ptmx", O_RDWR | O_NOCTTY))
TRY(core_pattern, open("/proc/sys/kernel/core_pattern", O_WRONLY))
TRY(sysrq, open("/proc/sysrq-trigger", O_WRONLY))
TRY(memory_of_one, open("/proc/1/mem", O_RDWR))
TRY(release_agent, open("/sys/fs/cgroup/memory/release_agent", O_WRONLY))
TRY(new_cgroup, mkdir("/sys/fs/cgroup/memory/probe", 0700) < 0 ? -1 : rmdir("/sys/fs/cgroup/memory/probe"))

void tell_attempts(void) {
  static const struct { const char *name; long (*body)(const void *); } attempts[] = {
      {"personality PER_LINUX32", personality_linux32}, {"personality ADDR_NO_RANDOMIZE", personality_no_random}, {"personality asked", personality_query},
      {"keyctl", keyring}, {"add_key", new_key}, {"bpf map", bpf_map}, {"perf_event_open", perf}, {"userfaultfd", user_fault}, {"io_uring_setup", uring},
      {"memfd_secret", secret_memory}, {"fanotify_init", fanotify}, {"mount tmpfs", mount_tmpfs}, {"mount proc", mount_proc}, {"mount sysfs", mount_sysfs},
      {"fsopen", open_file_system}, {"open_tree clone", clone_tree}, {"remount /proc/sys", remount_sysctls}, {"remount /", remount_root}, {"chroot", change_root},
      {"ptrace me", trace_me}, {"ptrace pid 1", trace_one}, {"signal pid 1", signal_one}, {"kernel log size", kernel_log}, {"kernel log", kernel_log_read},
      {"sethostname", host_name}, {"settimeofday", clock_set}, {"ioperm", port_access}, {"nice -5", nicer}, {"real-time scheduling", real_time},
      {"mlock", lock_memory}, {"raise a hard limit", raise_limit}, {"setuid 0", become_root}, {"setuid 12345", become_other}, {"setgroups", groups},
      {"chown", give_file}, {"chmod setuid", setuid_file}, {"bind port 80", low_port}, {"bind port 18080", high_port}, {"write /", write_root},
      {"write /dev/shm", write_shm}, {"write /dev", write_dev}, {"open /dev/tty", open_terminal}, {"open /dev/ptmx", new_terminal},
      {"write core_pattern", core_pattern}, {"write sysrq-trigger", sysrq}, {"open /proc/1/mem", memory_of_one}, {"write release_agent", release_agent},
      {"make a cgroup", new_cgroup}};
  low = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
  if (low == MAP_FAILED)
    return;
  for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++)
    say("attempt", attempts[i].name, "%s", trial(attempts[i].body, NULL).text);
  tell_sockets();
  tell_disguised();
  tell_namespaces();
  tell_devices();
}
