/* Writes numbered lines on stdout and stderr, and says at the end what it wrote.
 *
 * flood LINES RATE CODE: LINES lines on each stream, alternating, RATE a second on each (0: as fast as they are taken). With LINES 0 it goes
 *     on until SIGTERM. Each stream ends with "end <lines> <checksum>", FNV-1a over every byte before; the exit code is CODE.
 * flood verify o|e: reads one stream and tells whether it is whole, once and in order; exits 1 with the first place that is not.
 */
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const uint64_t fnv_offset = 14695981039346656037u;
static volatile sig_atomic_t asked_to_end;

struct stream {
	int fd;
	char name;
	uint64_t lines;
	uint64_t sum;
	size_t used;
	char buffer[16384];
};

static void on_term(int signal)
{
	(void)signal;
	asked_to_end = 1;
}

static size_t make_line(char *line, char name, uint64_t number)
{
	static const char filler[] = "the quick brown fox jumps over the lazy dog and goes on";
	return (size_t)sprintf(line, "%c %09llu %.*s\n", name, (unsigned long long)number, (int)(number % (sizeof filler - 1)), filler);
}

static uint64_t add(uint64_t sum, const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		sum = (sum ^ (unsigned char)bytes[i]) * 1099511628211u;
	return sum;
}

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
	if (sizeof s->buffer - s->used < 128 && flush(s) < 0)
		return -1;
	char *line = s->buffer + s->used;
	size_t length = make_line(line, s->name, s->lines);
	s->sum = add(s->sum, line, length);
	s->used += length;
	s->lines++;
	return 0;
}

static int verify(char name)
{
	char line[256], wanted[128];
	uint64_t number = 0, sum = fnv_offset;
	while (fgets(line, sizeof line, stdin)) {
		size_t length = make_line(wanted, name, number);
		if (strcmp(line, wanted) != 0) {
			sprintf(wanted, "end %llu %016llx\n", (unsigned long long)number, (unsigned long long)sum);
			if (strcmp(line, wanted) == 0 && fgetc(stdin) == EOF) {
				printf("%llu lines\n", (unsigned long long)number);
				return 0;
			}
			printf("after %llu lines: %s", (unsigned long long)number, line);
			return 1;
		}
		sum = add(sum, line, length);
		number++;
	}
	printf("ends after %llu lines without a checksum\n", (unsigned long long)number);
	return 1;
}

int main(int argc, char **argv)
{
	static struct stream streams[2] = {{1, 'o', 0, fnv_offset, 0, ""}, {2, 'e', 0, fnv_offset, 0, ""}};
	if (argc == 3 && strcmp(argv[1], "verify") == 0)
		return verify(argv[2][0]);
	if (argc != 4) {
		fprintf(stderr, "usage: flood LINES RATE CODE | flood verify o|e\n");
		return 64;
	}
	uint64_t lines = strtoull(argv[1], NULL, 10), rate = strtoull(argv[2], NULL, 10);
	struct sigaction action = {.sa_handler = on_term, .sa_flags = SA_RESTART};
	sigaction(SIGTERM, &action, NULL);
	struct timespec due;
	clock_gettime(CLOCK_MONOTONIC, &due);
	while (!asked_to_end && (!lines || streams[0].lines < lines)) {
		for (int i = 0; i < 500; i++)
			if (put(&streams[0]) < 0 || put(&streams[1]) < 0)
				return 65;
		if (!rate)
			continue;
		due.tv_nsec += (long)(500 * 1000000000ull / rate);
		due.tv_sec += due.tv_nsec / 1000000000;
		due.tv_nsec %= 1000000000;
		clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &due, NULL);
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
