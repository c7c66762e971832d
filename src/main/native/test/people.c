// Users and groups as the container's own files say, and as they try to deceive (R10, R11).
#include "suites.h"
#include "../cleanup.h"
#include "../logformat.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { UID = 7, USER_NAME = 8, GID = 9, GROUP_NAME = 10, EXTRA_GID = 11, EXTRA_GROUP = 12 };

static void make_etc(struct box *box) {
  char path[160];
  snprintf(path, sizeof path, "%s/upper/etc", box->folder);
  mkdir(path, 0755);
}

static void expect_id(struct world *world, struct box *box, const char *expected) {
  box_shell(box, "grep -E '^(Uid|Gid|Groups)' /proc/self/status | tr '\\t' ' '; echo $HOME");
  CHECK_NUMBER(world, box_run(box), 0);
  cleanup_memory char *out = box_log_text(box, LOG_STDOUT);
  CHECK_TEXT(world, out, expected);
  box_end(box);
}

static void expect_refusal(struct world *world, struct box *box, const char *text) {
  box_arguments(box, "true", NULL);
  CHECK(world, box_fork(box));
  CHECK_NUMBER(world, box_await(box, MSG_ERROR, NULL), 1);
  CHECK_TEXT(world, box->stage, "user");
  CHECK_TEXT(world, box->text, text);
  CHECK_NUMBER(world, box->code, 0);
  box_end(box);
}

static void by_name(struct world *world) {
  struct box box;
  box_begin(&box, world, 0);
  put_string(&box.spec, USER_NAME, "alice");
  expect_id(world, &box, "Uid: 1001 1001 1001 1001\nGid: 1002 1002 1002 1002\nGroups: 10 29 1002 \n/home/alice\n");
}

static void by_number(struct world *world) {
  struct box box;
  box_begin(&box, world, 0);
  put_u32(&box.spec, UID, 1001);
  expect_id(world, &box, "Uid: 1001 1001 1001 1001\nGid: 1002 1002 1002 1002\nGroups: 10 29 1002 \n/home/alice\n");
}

static void number_is_no_name(struct world *world) {
  struct box box;
  box_begin(&box, world, 0);
  put_u32(&box.spec, UID, 1000);
  expect_id(world, &box, "Uid: 1000 1000 1000 1000\nGid: 0 0 0 0\nGroups: 0 \n/\n");
}

static void group_given(struct world *world) {
  struct box box;
  box_begin(&box, world, 0);
  put_string(&box.spec, USER_NAME, "alice");
  put_string(&box.spec, GROUP_NAME, "audio");
  put_u32(&box.spec, EXTRA_GID, 4711);
  put_string(&box.spec, EXTRA_GROUP, "wheel");
  expect_id(world, &box, "Uid: 1001 1001 1001 1001\nGid: 29 29 29 29\nGroups: 10 29 4711 \n/home/alice\n");
}

static void unknown(struct world *world) {
  struct box box;
  box_begin(&box, world, 0);
  put_string(&box.spec, USER_NAME, "mallory");
  expect_refusal(world, &box, "unable to find user mallory: no matching entries in passwd file");
  box_begin(&box, world, 0);
  put_string(&box.spec, GROUP_NAME, "mallory");
  expect_refusal(world, &box, "unable to find group mallory: no matching entries in group file");
}

static void bad_number_in_file(struct world *world) {
  struct box box;
  box_begin(&box, world, 0);
  put_string(&box.spec, USER_NAME, "bad");
  expect_refusal(world, &box, "unable to find user bad: no matching entries in passwd file");
}

static void fifo(struct world *world) {
  struct box box;
  char path[160];
  box_begin(&box, world, 0);
  make_etc(&box);
  snprintf(path, sizeof path, "%s/upper/etc/passwd", box.folder);
  CHECK(world, mkfifo(path, 0644) == 0);
  put_string(&box.spec, USER_NAME, "alice");
  expect_refusal(world, &box, "/etc/passwd of the image is not a regular file");
}

static void huge(struct world *world) {
  struct box box;
  char path[160];
  box_begin(&box, world, 0);
  make_etc(&box);
  snprintf(path, sizeof path, "%s/upper/etc/group", box.folder);
  FILE *file = fopen(path, "w");
  CHECK(world, file != NULL && ftruncate(fileno(file), 100 << 20) == 0);
  fclose(file);
  put_string(&box.spec, USER_NAME, "alice");
  expect_refusal(world, &box, "/etc/group of the image is larger than 8 MiB");
}

static void linked_out(struct world *world) {
  struct box box;
  char path[160];
  box_begin(&box, world, 0);
  make_etc(&box);
  snprintf(path, sizeof path, "%s/upper/etc/passwd", box.folder);
  CHECK(world, symlink("../../../../../../../../etc/own", path) == 0);
  box_write(&box, "etc/own", "daemon:x:55:56::/inside:/\n");
  // The host has a daemon too, with another number.
  put_string(&box.spec, USER_NAME, "daemon");
  expect_id(world, &box, "Uid: 55 55 55 55\nGid: 56 56 56 56\nGroups: 56 \n/inside\n");
}

static void streams_belong_to_the_user(struct world *world) {
  struct box box;
  box_begin(&box, world, 0);
  put_string(&box.spec, USER_NAME, "alice");
  box_shell(&box, "echo reopened >/dev/stdout; echo too >/dev/stderr");
  CHECK_NUMBER(world, box_run(&box), 0);
  cleanup_memory char *out = box_log_text(&box, LOG_STDOUT);
  CHECK_TEXT(world, out, "reopened\n");
  box_end(&box);
}

void suite_people(struct world *world) {
  test(world, "a user's name gives its number, group, groups and home", by_name);
  test(world, "a user's number gives the same", by_number);
  test(world, "a number is never taken for a name of the same digits", number_is_no_name);
  test(world, "a group that is given replaces those of membership, and groups can be added", group_given);
  test(world, "unknown names are told in Docker's words", unknown);
  test(world, "an entry with a number that is none is not seen", bad_number_in_file);
  test(world, "a FIFO as /etc/passwd blocks nobody", fifo);
  test(world, "a huge /etc/group is refused", huge);
  test(world, "a linked passwd is read inside the container", linked_out);
  test(world, "a user can reopen its standard streams", streams_belong_to_the_user);
}
