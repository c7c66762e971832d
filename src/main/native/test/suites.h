// One suite a topic.
#pragma once

#include "support.h"

void suite_container(struct world *world);
void suite_failures(struct world *world);
void suite_exec(struct world *world);
void suite_security(struct world *world);
void suite_people(struct world *world);
void suite_logs(struct world *world);
void suite_standby(struct world *world);
void suite_ahead(struct world *world);
void suite_roots(struct world *world);
