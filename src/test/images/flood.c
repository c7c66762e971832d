/* Writes numbered lines as fast as it is read, and says at the end what it wrote.
 *
 * flood LINES SECONDS CODE: alternates between stdout and stderr, one line each, at least LINES lines on either and at least
 * SECONDS seconds long; then ends each stream with "end <lines> <checksum>" and exits with CODE. The checksum is FNV-1a over every
 * byte that the stream was given before its last line.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct stream {
	int fd;
	char name;
	uint64_t lines;
	uint64_t sum;
	size_t used;
	char buffer[16384];
};

static int flush(struct stream *s)
{
	for (size_t done = 0; done < s->used;) {
		ssize_t n = write(s->fd, s->buffer + done, s->used - done);
		if (n < 0)
			return -1;
		done += (size_t)n;
	}
	s->used = 0;
	return 0;
}

static int put(struct stream *s)
{
	static const char filler[] = "the quick brown fox jumps over the lazy dog and goes on";
	if (sizeof s->buffer - s->used < 128 && flush(s) < 0)
		return -1;
	char *line = s->buffer + s->used;
	size_t length = (size_t)sprintf(line, "%c %09llu %.*s\n", s->name, (unsigned long long)s->lines,
					(int)(s->lines % (sizeof filler - 1)), filler);
	for (size_t i = 0; i < length; i++)
		s->sum = (s->sum ^ (unsigned char)line[i]) * 1099511628211u;
	s->used += length;
	s->lines++;
	return 0;
}

int main(int argc, char **argv)
{
	static struct stream streams[2] = {{1, 'o', 0, 14695981039346656037u, 0, ""}, {2, 'e', 0, 14695981039346656037u, 0, ""}};
	if (argc != 4) {
		fprintf(stderr, "usage: flood LINES SECONDS CODE\n");
		return 64;
	}
	uint64_t lines = strtoull(argv[1], NULL, 10);
	struct timespec begin, now;
	clock_gettime(CLOCK_MONOTONIC, &begin);
	now = begin;
	while (streams[0].lines < lines || now.tv_sec - begin.tv_sec < atoi(argv[2])) {
		for (int i = 0; i < 1000; i++)
			if (put(&streams[0]) < 0 || put(&streams[1]) < 0)
				return 65;
		clock_gettime(CLOCK_MONOTONIC, &now);
	}
	for (int i = 0; i < 2; i++) {
		struct stream *s = &streams[i];
		if (flush(s) < 0)
			return 65;
		s->used = (size_t)sprintf(s->buffer, "end %llu %016llx\n", (unsigned long long)s->lines, (unsigned long long)s->sum);
		if (flush(s) < 0)
			return 65;
	}
	return atoi(argv[3]);
}
