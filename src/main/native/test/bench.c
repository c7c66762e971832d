// Measures what a container costs and prints a table: `bench path-of-gantry-runner [rounds]`. Only figures of an idle
// machine mean anything.
#include "support.h"
#include "../cleanup.h"
#include "../logformat.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { STEPS = 7 };

struct samples {
  const char *name;
  double *values;
  int count;
};

static int compare(const void *a, const void *b) {
  double x = *(const double *) a, y = *(const double *) b;
  return x < y ? -1 : x > y;
}

static void print(struct samples *samples) {
  qsort(samples->values, (size_t) samples->count, sizeof *samples->values, compare);
  printf("%-34s %9.3f %9.3f %9.3f ms\n", samples->name, samples->values[0], samples->values[samples->count / 2],
         samples->values[samples->count * 95 / 100]);
}

static double ms_since(uint64_t *from) {
  uint64_t now = now_ns();
  double result = (double) (now - *from) / 1e6;
  *from = now;
  return result;
}

// Time on a processor, which unlike the time on the clock says something on a busy machine too.
static double processor_ms(pid_t pid) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/schedstat", pid);
  cleanup_memory char *text = read_text(path);
  return text == NULL ? 0 : strtod(text, NULL) / 1e6;
}

static bool gone(void *argument) {
  return kill(*(pid_t *) argument, 0) < 0;
}

static void measure_life(struct world *world, int rounds) {
  struct samples steps[STEPS] = {{.name = "START to READY"}, {.name = "GO to STARTED"}, {.name = "START to STARTED"},
                                 {.name = "STARTED to EXIT (true)"}, {.name = "EXIT to the monitor's end"},
                                 {.name = "READY: processor time of monitor"}, {.name = "READY: processor time of pid 1"}};
  for (int i = 0; i < STEPS; i++)
    steps[i].values = calloc((size_t) rounds, sizeof(double));
  for (int round = 0; round < rounds; round++) {
    struct box box;
    box_begin(&box, world, 0);
    box_arguments(&box, "/bin/true", NULL);
    uint64_t begin = now_ns(), at = begin;
    if (!box_ready(&box))
      exit(1);
    steps[0].values[round] = ms_since(&at);
    steps[5].values[round] = processor_ms(box.monitor);
    steps[6].values[round] = processor_ms(box.pid);
    at = now_ns();
    begin += at - begin - (uint64_t) (steps[0].values[round] * 1e6);
    if (!box_go(&box))
      exit(1);
    steps[1].values[round] = ms_since(&at);
    steps[2].values[round] = (double) (at - begin) / 1e6;
    box_wait(&box);
    steps[3].values[round] = ms_since(&at);
    eventually(gone, &box.monitor);
    steps[4].values[round] = ms_since(&at);
    box_end(&box);
    usleep(20000);
  }
  printf("%-34s %9s %9s %9s\n", "a container's life", "least", "median", "95th");
  for (int i = 0; i < STEPS; i++) {
    steps[i].count = rounds;
    print(&steps[i]);
    free(steps[i].values);
  }
}

static void measure_exec(struct world *world, int rounds) {
  struct samples steps[2] = {{.name = "exec: START to STARTED"}, {.name = "exec: STARTED to EXIT (true)"}};
  struct box host;
  box_begin(&host, world, 0);
  box_arguments(&host, "sleep", "1000", NULL);
  if (!box_start(&host))
    exit(1);
  for (int i = 0; i < 2; i++)
    steps[i] = (struct samples){steps[i].name, calloc((size_t) rounds, sizeof(double)), rounds};
  for (int round = 0; round < rounds; round++) {
    struct box exec;
    box_begin_exec(&exec, &host, 0);
    box_arguments(&exec, "/bin/true", NULL);
    uint64_t at = now_ns();
    box_start(&exec);
    steps[0].values[round] = ms_since(&at);
    box_wait(&exec);
    steps[1].values[round] = ms_since(&at);
    box_end(&exec);
  }
  for (int i = 0; i < 2; i++) {
    print(&steps[i]);
    free(steps[i].values);
  }
  box_end(&host);
}

static void measure_log(struct world *world, const char *name, const char *script, double megabytes, uint64_t lines) {
  struct box box;
  box_begin(&box, world, 0);
  char path[128], whole[512];
  snprintf(path, sizeof path, "%s/data", world->folder);
  box_mount(&box, path, "/data", "bind", 0, NULL);
  snprintf(whole, sizeof whole, "%s; sleep 1000", script);
  box_shell(&box, whole);
  uint64_t at = now_ns();
  if (!box_start(&box))
    exit(1);
  do {
    usleep(2000);
    box_send(&box, MSG_HELLO, NULL, 0);
  } while (box_await(&box, MSG_STATE, NULL) == 1 && box.line <= lines);
  double milliseconds = ms_since(&at);
  printf("%-34s %9.0f ms %9.0f MB/s, monitor's processor time %.0f ms, %llu bytes on disk\n", name, milliseconds,
         megabytes * 1000 / milliseconds, processor_ms(box.monitor), (unsigned long long) box.offset);
  box_end(&box);
}

static void make_data(const struct world *world) {
  char path[128];
  snprintf(path, sizeof path, "%s/data", world->folder);
  FILE *file = fopen(path, "w");
  for (int i = 0; i < 1000000; i++)
    fprintf(file, "%099d\n", i);
  fclose(file);
}

static void measure_memory(struct world *world) {
  struct box box;
  box_begin(&box, world, 0);
  box_shell(&box, "echo hello; sleep 1000");
  if (!box_start(&box))
    exit(1);
  usleep(100000);
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/smaps_rollup", box.monitor);
  cleanup_memory char *text = read_text(path);
  for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n"))
    if (strncmp(line, "Rss", 3) == 0 || strncmp(line, "Pss:", 4) == 0 || strncmp(line, "Private_Dirty", 13) == 0)
      printf("monitor %s\n", line);
  box_end(&box);
}

int main(int count, char **arguments) {
  if (count < 2)
    return 2;
  static struct world world;
  world_open(&world, arguments[1]);
  int rounds = count > 2 ? atoi(arguments[2]) : 100;
  measure_life(&world, rounds);
  measure_exec(&world, rounds);
  measure_memory(&world);
  make_data(&world);
  measure_log(&world, "log: 1M lines of 100 bytes", "cat /data", 100, 1000000);
  measure_log(&world, "log: 300k lines, seq", "seq 1 300000", 2, 300000);
  world_close(&world);
  return 0;
}
