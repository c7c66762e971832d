// Copies what an image has below a directory into an empty tmpfs that is about to hide it.
#pragma once

// from is an O_PATH descriptor of the directory, to the root of the new mount; -1 with errno.
int copy_up(int from, int to);
