/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SHA-256, keyed hashes and random UUIDs (RFC 9562 version 4), by libsodium. */
#ifndef TRAFFPUNKT_BASE_DIGEST_H
#define TRAFFPUNKT_BASE_DIGEST_H

#include <stddef.h>

#define DIGEST_HEX_SIZE 65
#define UUID_SIZE 37

/* Lower-case hexadecimal with a final NUL. */
void digest_sha256(const void *bytes, size_t length, char out[DIGEST_HEX_SIZE]);
/* The same of bytes that come piece by piece. The caller ends it, which frees it; `out` NULL:
 * nobody wants to know any more. */
struct digest;
struct digest *digest_begin(void);
void digest_add(struct digest *digest, const void *bytes, size_t length);
void digest_end(struct digest *digest, char out[DIGEST_HEX_SIZE]);
/* BLAKE2b with a salt that is a random UUID: says nothing of a text to whoever cannot guess it. */
void digest_salted(const char salt[UUID_SIZE], const char *text, char out[DIGEST_HEX_SIZE]);
/* "3f0d2c1e-…", lower case, with a final NUL. */
void uuid_create(char out[UUID_SIZE]);

#endif
