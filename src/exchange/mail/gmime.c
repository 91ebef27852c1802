/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/mail/gmime.h"

#include <dlfcn.h>

#include "base/i18n.h"
#include "config.h"

bool gmime_open(struct gmime *gmime, struct error *error)
{
	/* GLib keeps types for the life of the process: it must not be taken out from under them.
	 */
	*gmime = (struct gmime){
		.handle = dlopen(GMIME_SONAME, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE)};
	bool whole = gmime->handle != NULL;
#define FIND(name)                                                    \
	if (whole) {                                                  \
		*(void **)&gmime->name = dlsym(gmime->handle, #name); \
		whole = gmime->name != NULL;                          \
	}
	GMIME_FUNCTIONS(FIND)
#undef FIND
	if (whole) {
		gmime->g_mime_init();
		return true;
	}
	if (gmime->handle)
		dlclose(gmime->handle);
	*gmime = (struct gmime){0};
	return error_set(error, ERROR_UNAVAILABLE,
		_("Mail needs the library %s, which is not installed: install it."), GMIME_SONAME);
}

void gmime_close(struct gmime *gmime)
{
	if (!gmime->handle)
		return;
	/* Not shut down: GMime 3.2 does not start a second time in the same process. What it holds
	 * hangs on its own globals, which stay, as the library does (RTLD_NODELETE). */
	dlclose(gmime->handle);
	*gmime = (struct gmime){0};
}
