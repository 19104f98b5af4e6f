/* The contract of clients/README.md for programs in C. */
#pragma once
#include <jansson.h>
#include <stddef.h>

/* Does what one request asks and returns the answer: an object, or NULL for an empty one. */
typedef json_t *op_function(json_t *request);

struct op {
    const char *name;
    op_function *run;
};

/* Answers requests until the input ends. The last op has no name. */
int serve(const struct op *ops);

/* A refusal. */
json_t *failed(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The library has no such thing. */
json_t *absent(const char *why);

const char *bootstrap(void);
int session_timeout_ms(void);

/* An argument of a request; NULL where it is null or not there. */
const char *text(json_t *request, const char *name);
long long number(json_t *request, const char *name);

/* Bytes; data is NULL for null, and is freed by whoever asked for it. */
struct bytes {
    unsigned char *data;
    size_t size;
};

struct bytes decoded(json_t *text);
json_t *encoded(const void *data, size_t size);

long long now_ms(void);
