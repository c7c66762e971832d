// One suite a topic.
#pragma once

#include "support.h"

void suite_container(struct world *world);
