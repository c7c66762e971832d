#include "users.h"
#include "accounts.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char PASSWD[] = "/etc/passwd";
static const char GROUP[] = "/etc/group";

struct person {
  char name[256];   // "" if the user is not in passwd
};

static int unreadable(struct error *error, const char *path) {
  if (errno == EINVAL)
    return fail(error, STAGE_USER, 0, "%s of the image is not a regular file", path);
  if (errno == EFBIG)
    return fail(error, STAGE_USER, 0, "%s of the image is larger than %d MiB", path, ACCOUNTS_MAX >> 20);
  return fail(error, STAGE_USER, errno, "read %s of the image", path);
}

static void copy_text(char *to, size_t size, const char *from) {
  snprintf(to, size, "%s", from);
}

// name:password:uid:gid:comment:home:shell
static bool matches_user(const struct spec *spec, uid_t wanted, const struct account *line, uint32_t *uid) {
  if (line->count < 4 || !accounts_number(line->fields[2], uid))
    return false;
  return spec->user_name != NULL ? strcmp(line->fields[0], spec->user_name) == 0 : *uid == wanted;
}

static int find_user(const struct spec *spec, int root, struct identity *identity, struct person *person,
                     struct error *error) {
  identity->uid = spec->has_uid ? spec->uid : 0;
  identity->gid = 0;
  copy_text(identity->home, sizeof identity->home, "/");
  struct accounts accounts;
  if (accounts_open(root, PASSWD, &accounts) < 0) {
    // Only a name needs the file; a number stands by itself, and its holder has then no entry.
    if (spec->user_name == NULL && (errno == EINVAL || errno == EFBIG || errno == ELOOP))
      return 0;
    return unreadable(error, PASSWD);
  }
  struct account line;
  bool found = false;
  while (!found && accounts_next(&accounts, &line)) {
    uint32_t uid, gid;
    if (!matches_user(spec, identity->uid, &line, &uid))
      continue;
    found = true;
    identity->uid = uid;
    if (accounts_number(line.fields[3], &gid))
      identity->gid = gid;
    copy_text(person->name, sizeof person->name, line.fields[0]);
    if (line.count > 5 && line.fields[5][0] != 0)
      copy_text(identity->home, sizeof identity->home, line.fields[5]);
  }
  accounts_close(&accounts);
  if (!found && spec->user_name != NULL)
    return fail(error, STAGE_USER, 0, "unable to find user %s: no matching entries in passwd file", spec->user_name);
  return 0;
}

static int add_group(struct identity *identity, gid_t gid, struct error *error) {
  for (size_t i = 0; i < identity->group_count; i++)
    if (identity->groups[i] == gid)
      return 0;
  if (identity->group_count == GROUPS_MAX)
    return fail(error, STAGE_USER, 0, "the user has more than %d groups", GROUPS_MAX);
  identity->groups[identity->group_count++] = gid;
  return 0;
}

static bool has_member(char *members, const char *name) {
  char *rest = NULL;
  for (char *member = strtok_r(members, ",", &rest); member != NULL; member = strtok_r(NULL, ",", &rest))
    if (strcmp(member, name) == 0)
      return true;
  return false;
}

// Which of the names that the spec asks for have been seen.
struct wanted {
  bool group;
  bool *extra;
};

// name:password:gid:members
static int read_group(const struct spec *spec, const struct person *person, struct account *line,
                      struct identity *identity, struct wanted *seen, struct error *error) {
  uint32_t gid;
  if (line->count < 3 || !accounts_number(line->fields[2], &gid))
    return 0;
  const char *name = line->fields[0];
  if (spec->group_name != NULL && !seen->group && strcmp(name, spec->group_name) == 0) {
    seen->group = true;
    identity->gid = gid;
  }
  for (size_t i = 0; i < spec->extra_groups.count; i++)
    if (!seen->extra[i] && strcmp(name, spec->extra_groups.items[i]) == 0) {
      seen->extra[i] = true;
      if (add_group(identity, gid, error) < 0)
        return -1;
    }
  // Who names a group gets that one alone, as with Docker.
  bool by_membership = !spec->has_gid && spec->group_name == NULL && person->name[0] != 0;
  if (by_membership && line->count > 3 && has_member(line->fields[3], person->name))
    return add_group(identity, gid, error);
  return 0;
}

static int find_groups(const struct spec *spec, int root, const struct person *person, struct identity *identity,
                       struct error *error) {
  bool names = spec->group_name != NULL || spec->extra_groups.count > 0;
  if (!names && (spec->has_gid || person->name[0] == 0))
    return 0;
  struct accounts accounts;
  if (accounts_open(root, GROUP, &accounts) < 0)
    return unreadable(error, GROUP);
  bool *extra = calloc(spec->extra_groups.count + 1, sizeof *extra);
  if (extra == NULL)
    return fail(error, STAGE_USER, errno, "memory for the groups");
  struct wanted seen = {.extra = extra};
  struct account line;
  int result = 0;
  while (result == 0 && accounts_next(&accounts, &line))
    result = read_group(spec, person, &line, identity, &seen, error);
  accounts_close(&accounts);
  if (result == 0 && spec->group_name != NULL && !seen.group)
    result = fail(error, STAGE_USER, 0, "unable to find group %s: no matching entries in group file", spec->group_name);
  for (size_t i = 0; result == 0 && i < spec->extra_groups.count; i++)
    if (!extra[i])
      result = fail(error, STAGE_USER, 0, "Unable to find group %s", spec->extra_groups.items[i]);
  free(extra);
  return result;
}

int users_resolve(const struct spec *spec, int root, struct identity *identity, struct error *error) {
  *identity = (struct identity){0};
  struct person person = {0};
  if (find_user(spec, root, identity, &person, error) < 0)
    return -1;
  if (spec->has_gid)
    identity->gid = spec->gid;
  for (size_t i = 0; i < spec->extra_gids.count; i++)
    if (add_group(identity, spec->extra_gids.items[i], error) < 0)
      return -1;
  if (find_groups(spec, root, &person, identity, error) < 0)
    return -1;
  // Else a file that the primary group may not read would be open to a process that sheds it (CVE-2022-36109).
  return add_group(identity, identity->gid, error);
}
