#include "contract.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char DIGITS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

const char *bootstrap(void) {
    const char *set = getenv("BOOTSTRAP");
    return set ? set : "localhost:9092";
}

int session_timeout_ms(void) {
    const char *set = getenv("SESSION_TIMEOUT_MS");
    return set ? atoi(set) : 6000;
}

const char *text(json_t *request, const char *name) { return json_string_value(json_object_get(request, name)); }

long long number(json_t *request, const char *name) { return json_integer_value(json_object_get(request, name)); }

long long now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

json_t *failed(const char *format, ...) {
    char said[1000];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(said, sizeof said, format, arguments);
    va_end(arguments);
    fprintf(stderr, "%s\n", said);
    return json_pack("{s:s}", "error", said);
}

json_t *absent(const char *why) { return json_pack("{s:s}", "absent", why); }

json_t *encoded(const void *data, size_t size) {
    if (!data) return json_null();
    const unsigned char *in = data;
    char *out = malloc(size / 3 * 4 + 5), *at = out;
    for (size_t i = 0; i < size; i += 3) {
        size_t left = size - i;
        unsigned three = in[i] << 16 | (left > 1 ? in[i + 1] << 8 : 0) | (left > 2 ? in[i + 2] : 0);
        *at++ = DIGITS[three >> 18];
        *at++ = DIGITS[three >> 12 & 63];
        *at++ = left > 1 ? DIGITS[three >> 6 & 63] : '=';
        *at++ = left > 2 ? DIGITS[three & 63] : '=';
    }
    json_t *answer = json_stringn(out, at - out);
    free(out);
    return answer;
}

struct bytes decoded(json_t *text) {
    struct bytes bytes = {NULL, 0};
    const char *in = json_string_value(text);
    if (!in) return bytes;
    bytes.data = malloc(json_string_length(text) / 4 * 3 + 1); /* an empty value is not null */
    unsigned gathered = 0, bits = 0;
    for (; *in && *in != '='; in++) {
        gathered = gathered << 6 | (unsigned)(strchr(DIGITS, *in) - DIGITS);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            bytes.data[bytes.size++] = (unsigned char)(gathered >> bits);
        }
    }
    return bytes;
}

static json_t *answer(const struct op *ops, json_t *request) {
    const char *wanted = text(request, "op");
    for (const struct op *op = ops; op->name; op++) {
        if (strcmp(op->name, wanted) == 0) {
            json_t *answered = op->run(request);
            return answered ? answered : json_object();
        }
    }
    return absent("no such call in the library");
}

int serve(const struct op *ops) {
    char *line = NULL;
    size_t room = 0;
    while (getline(&line, &room, stdin) > 0) {
        json_t *request = json_loads(line, 0, NULL);
        json_t *answered = answer(ops, request);
        json_dumpf(answered, stdout, JSON_COMPACT | JSON_ENCODE_ANY);
        putchar('\n');
        fflush(stdout);
        json_decref(answered);
        json_decref(request);
    }
    _exit(0); /* no library keeps the process alive */
}
