// What clients of a monitor ask (docs/formats.md, section 4).
#pragma once

#include "connection.h"

void command_handle(struct monitor *monitor, struct connection *connection, const struct message *message);
