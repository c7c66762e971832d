// The spawner: a small process of one thread that forks monitors for the engine, which must not fork itself.
#pragma once

// Serves the engine on the socket until it closes it. Returns the exit code.
int spawner_main(int socket);
