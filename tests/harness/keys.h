/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Keys as a test writes them ("jj<Enter><C-s>") become the bytes that a terminal sends. The
 * emulator spells the special keys, so that arrows follow the mode the program has set and a paste
 * is bracketed exactly when the program asked for it.
 */
#ifndef TRAFFPUNKT_TESTS_HARNESS_KEYS_H
#define TRAFFPUNKT_TESTS_HARNESS_KEYS_H

#include <stdbool.h>
#include <vterm.h>

#include "base/buffer.h"

/*
 * Spells one key and moves *notation behind it. The emulator's output callback must append to
 * `out`, so that the bytes of all keys stand in order. *escape becomes true for a lone Esc. False
 * for a name that is no key; *notation then stays.
 */
bool keys_spell(const char **notation, VTerm *emulator, struct buffer *out, bool *escape);

#endif
