/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GMime brings GLib's object system along, which would make every start of the program slower; so
 * it is loaded when the first mail is read or written. Private to this folder.
 */
#ifndef TRAFFPUNKT_EXCHANGE_MAIL_GMIME_H
#define TRAFFPUNKT_EXCHANGE_MAIL_GMIME_H

#include <gmime/gmime.h>

#include "base/error.h"

/* The functions that are used here, each under its own name; GLib's are found in GMime's train. */
#define GMIME_FUNCTIONS(X) \
	X(g_mime_init)     \
	X(g_mime_shutdown) \
	X(g_object_unref)  \
	X(g_free)

struct gmime {
	void *handle;
#define GMIME_MEMBER(name) __typeof__(name) *name;
	GMIME_FUNCTIONS(GMIME_MEMBER)
#undef GMIME_MEMBER
};

/* ERROR_UNAVAILABLE, with what to install, when it is not there. */
bool gmime_open(struct gmime *gmime, struct error *error);
void gmime_close(struct gmime *gmime);

#endif
