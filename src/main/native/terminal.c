#include "terminal.h"
#include "cleanup.h"
#include "inroot.h"
#include "newmount.h"

#include <asm/ioctls.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <sys/ioctl.h>
#include <sys/vfs.h>

int terminal_resize(int master, uint16_t rows, uint16_t columns) {
  struct winsize size = {.ws_row = rows, .ws_col = columns};
  return ioctl(master, TIOCSWINSZ, &size);
}

int terminal_open(int root, uint16_t rows, uint16_t columns, struct terminal *terminal, struct error *error) {
  cleanup_fd int multiplexer = inroot_open_plain(root, "/dev/pts/ptmx", O_RDWR | O_NOCTTY | O_NONBLOCK);
  if (multiplexer < 0)
    return fail(error, STAGE_CONSOLE, errno, "open /dev/pts/ptmx");
  struct statfs status;
  if (fstatfs(multiplexer, &status) < 0)
    return fail(error, STAGE_CONSOLE, errno, "check /dev/pts/ptmx");
  if (status.f_type != DEVPTS_SUPER_MAGIC)
    return fail(error, STAGE_CONSOLE, 0, "/dev/pts/ptmx is not of a devpts file system");
  int unlocked = 0;
  if (ioctl(multiplexer, TIOCSPTLCK, &unlocked) < 0)
    return fail(error, STAGE_CONSOLE, errno, "unlock the terminal");
  // By the master's descriptor: a name such as /dev/pts/0 could be someone else's by now.
  cleanup_fd int slave = ioctl(multiplexer, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (slave < 0)
    return fail(error, STAGE_CONSOLE, errno, "open the terminal");
  if ((rows != 0 || columns != 0) && terminal_resize(multiplexer, rows, columns) < 0)
    return fail(error, STAGE_CONSOLE, errno, "size the terminal");
  terminal->master = take_fd(&multiplexer);
  terminal->slave = take_fd(&slave);
  return 0;
}

int terminal_bind_console(int root, int slave, struct error *error) {
  cleanup_fd int target = inroot_file(root, "/dev/console", 0600);
  if (target < 0)
    return fail(error, STAGE_CONSOLE, errno, "make /dev/console");
  cleanup_fd int copy = mount_clone(slave, "", false);
  if (copy < 0 || mount_attach(copy, target) < 0)
    return fail(error, STAGE_CONSOLE, errno, "bind the terminal on /dev/console");
  return 0;
}

int terminal_control(int slave, struct error *error) {
  if (ioctl(slave, TIOCSCTTY, 0) < 0)
    return fail(error, STAGE_CONSOLE, errno, "take the controlling terminal");
  return 0;
}
