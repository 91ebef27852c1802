/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fingerprints and random identifiers; libsodium does the work. */
#include "base/digest.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

struct digest {
	crypto_hash_sha256_state state;
};

void digest_sha256(const void *bytes, size_t length, char out[DIGEST_HEX_SIZE])
{
	unsigned char hash[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(hash, bytes, length);
	sodium_bin2hex(out, DIGEST_HEX_SIZE, hash, sizeof(hash));
}

struct digest *digest_begin(void)
{
	struct digest *digest = xcalloc(1, sizeof(*digest));
	crypto_hash_sha256_init(&digest->state);
	return digest;
}

void digest_add(struct digest *digest, const void *bytes, size_t length)
{
	crypto_hash_sha256_update(&digest->state, bytes, length);
}

void digest_end(struct digest *digest, char out[DIGEST_HEX_SIZE])
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	crypto_hash_sha256_final(&digest->state, hash);
	if (out)
		sodium_bin2hex(out, DIGEST_HEX_SIZE, hash, sizeof(hash));
	free(digest);
}

void digest_salted(const char salt[UUID_SIZE], const char *text, char out[DIGEST_HEX_SIZE])
{
	unsigned char hash[(DIGEST_HEX_SIZE - 1) / 2];

	crypto_generichash(hash, sizeof(hash), (const unsigned char *)text, strlen(text),
		(const unsigned char *)salt, UUID_SIZE - 1);
	sodium_bin2hex(out, DIGEST_HEX_SIZE, hash, sizeof(hash));
}

void uuid_create(char out[UUID_SIZE])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char random[16];
	char *end = out;

	randombytes_buf(random, sizeof(random));
	random[6] = (unsigned char)((random[6] & 0x0f) | 0x40); /* version 4 */
	random[8] = (unsigned char)((random[8] & 0x3f) | 0x80); /* the RFC's variant */
	for (size_t i = 0; i < sizeof(random); i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			*end++ = '-';
		*end++ = digits[random[i] >> 4];
		*end++ = digits[random[i] & 0x0f];
	}
	*end = '\0';
}
