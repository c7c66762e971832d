#include "source.h"
#include "cleanup.h"
#include "monitor.h"

#include <sys/epoll.h>

static int control(struct monitor *monitor, struct source *source, int operation) {
  struct epoll_event event = {.events = source->events, .data.ptr = source};
  return epoll_ctl(monitor->epoll, operation, source->fd, &event);
}

int source_add(struct monitor *monitor, struct source *source, uint32_t events) {
  source->events = events;
  source->muted = false;
  return control(monitor, source, EPOLL_CTL_ADD);
}

void source_want(struct monitor *monitor, struct source *source, uint32_t events) {
  if (source->fd < 0 || source->events == events)
    return;
  source->events = events;
  control(monitor, source, EPOLL_CTL_MOD);
}

void source_mute(struct monitor *monitor, struct source *source, bool mute) {
  if (source->fd < 0 || source->muted == mute)
    return;
  source->muted = mute;
  control(monitor, source, mute ? EPOLL_CTL_DEL : EPOLL_CTL_ADD);
}

void source_close(struct monitor *monitor, struct source *source) {
  if (source->fd < 0)
    return;
  // A duplicate elsewhere (a held child) would keep a closed descriptor in the set.
  if (!source->muted)
    control(monitor, source, EPOLL_CTL_DEL);
  close_fd(&source->fd);
}
