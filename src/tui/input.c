/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The decoder reads one event at the head of a queue of bytes and starts over when it lacks some.
 * Only what can be long (a paste, a string that is swallowed) is a state of its own, so that every
 * byte is looked at a bounded number of times.
 */
#include "tui/input.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/text.h"
#include "tui/sequence.h"

#define PASTE_END "\033[201~"
#define PASTE_END_LENGTH 6

enum state {
	STATE_KEYS,
	STATE_PASTE,
	STATE_STRING, /* inside OSC, DCS, APC, PM or SOS, up to its end */
	STATE_LONG,   /* inside a control sequence that is too long to be a key */
};

struct extra {
	char *bytes; /* owned */
	size_t length;
	struct key key;
};

struct input {
	enum state state;
	char *queue; /* owned: bytes not decoded yet */
	size_t start, end, capacity;
	size_t final; /* bytes from `start` that were flushed: no more will come to complete them */
	struct buffer paste;
	bool paste_cut;
	bool paste_given; /* the event that borrows `paste` was handed out */
	bool paste_cr;    /* the last byte of the paste was a CR, written as LF */
	struct extra *extras;
	size_t extra_count;
};

struct input *input_create(void)
{
	return xcalloc(1, sizeof(struct input));
}

void input_destroy(struct input *input)
{
	if (!input)
		return;
	for (size_t i = 0; i < input->extra_count; i++)
		free(input->extras[i].bytes);
	free(input->extras);
	free(input->queue);
	buffer_finish(&input->paste);
	free(input);
}

void input_reset(struct input *input)
{
	input->state = STATE_KEYS;
	input->start = input->end = input->final = 0;
	buffer_clear(&input->paste);
	input->paste_given = input->paste_cut = input->paste_cr = false;
}

void input_add_sequence(struct input *input, const char *bytes, struct key key)
{
	size_t length = bytes ? strlen(bytes) : 0;

	if (length < 3 || bytes[0] != '\033')
		return;
	input->extras = xreallocarray(
		input->extras, input->extra_count + 1, sizeof(*input->extras));
	input->extras[input->extra_count++] = (struct extra){
		xstrndup(bytes, length), length, key_normalize(key)};
}

void input_feed(struct input *input, const char *bytes, size_t length)
{
	if (length == 0)
		return;
	if (input->start > 0) {
		memmove(input->queue, input->queue + input->start, input->end - input->start);
		input->end -= input->start;
		input->start = 0;
	}
	if (input->capacity - input->end < length) {
		input->capacity = (input->end + length) * 2;
		input->queue = xreallocarray(input->queue, input->capacity, 1);
	}
	memcpy(input->queue + input->end, bytes, length);
	input->end += length;
	/* What was flushed but not taken is continued after all. */
	input->final = 0;
}

static void consume(struct input *input, size_t length)
{
	input->start += length;
	input->final = input->final > length ? input->final - length : 0;
}

/* Line ends become LF; a CR LF may be split over two reads. */
static void append_paste(struct input *input, const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		char byte = bytes[i];
		bool after_cr = input->paste_cr;

		input->paste_cr = byte == '\r';
		if (byte == '\n' && after_cr)
			continue;
		if (input->paste.length >= INPUT_PASTE_MAX) {
			input->paste_cut = true;
			continue;
		}
		buffer_append_char(&input->paste, byte == '\r' ? '\n' : byte);
	}
}

/* A paste that was cut may have lost the end of a character. */
static void trim_paste(struct buffer *paste)
{
	size_t length = paste->length;

	while (length > 0 && ((unsigned char)paste->data[length - 1] & 0xc0) == 0x80)
		length--;
	if (length > 0 && ((unsigned char)paste->data[length - 1] & 0x80) != 0)
		length--;
	paste->length = length;
	paste->data[length] = '\0';
}

static bool next_in_paste(struct input *input, struct input_event *event)
{
	const char *bytes = input->queue + input->start;
	size_t length = input->end - input->start;
	const char *mark = memmem(bytes, length, PASTE_END, PASTE_END_LENGTH);
	size_t keep = PASTE_END_LENGTH - 1;

	if (!mark) {
		/* The mark itself may be split: only its beginning is held back. */
		while (keep > 0 &&
			(keep > length || memcmp(bytes + length - keep, PASTE_END, keep) != 0))
			keep--;
		append_paste(input, bytes, length - keep);
		consume(input, length - keep);
		return false;
	}
	append_paste(input, bytes, (size_t)(mark - bytes));
	consume(input, (size_t)(mark - bytes) + PASTE_END_LENGTH);
	if (input->paste_cut)
		trim_paste(&input->paste);
	input->state = STATE_KEYS;
	input->paste_given = true;
	*event = (struct input_event){.kind = INPUT_PASTE,
		.paste = input->paste.length ? input->paste.data : "",
		.paste_length = input->paste.length,
		.paste_cut = input->paste_cut};
	return true;
}

/* A string ends with BEL or ESC \; any other control ends it too, so that a lost end never makes
 * the keyboard dead. */
static void skip_string(struct input *input)
{
	while (input->start < input->end) {
		unsigned char byte = (unsigned char)input->queue[input->start];

		if (byte >= ' ') {
			consume(input, 1);
			continue;
		}
		if (byte != '\033') {
			consume(input, 1);
			input->state = STATE_KEYS;
			return;
		}
		if (input->end - input->start < 2 && input->final == 0)
			return;
		if (input->end - input->start >= 2 && input->queue[input->start + 1] == '\\')
			consume(input, 2);
		input->state = STATE_KEYS;
		return;
	}
}

static void skip_long(struct input *input)
{
	while (input->start < input->end && input->state == STATE_LONG) {
		unsigned char byte = (unsigned char)input->queue[input->start];

		if (byte < ' ' || byte >= '@')
			input->state = STATE_KEYS;
		if (byte >= ' ')
			consume(input, 1);
	}
}

/* The longest of the added sequences at the head of the queue. */
static size_t match_extra(const struct input *input, struct key *key)
{
	size_t length = input->end - input->start;
	size_t best = 0;

	for (size_t i = 0; i < input->extra_count; i++) {
		const struct extra *extra = &input->extras[i];

		if (extra->length > best && extra->length <= length &&
			memcmp(input->queue + input->start, extra->bytes, extra->length) == 0) {
			best = extra->length;
			*key = extra->key;
		}
	}
	return best;
}

static bool next_key(struct input *input, struct input_event *event, bool *more)
{
	const char *bytes = input->queue + input->start;
	size_t length = input->end - input->start;
	struct sequence sequence = {0};
	struct key key;
	size_t used = match_extra(input, &key);

	*more = true;
	if (used > 0) {
		consume(input, used);
		*event = (struct input_event){.kind = INPUT_KEY, .key = key};
		return true;
	}
	used = sequence_decode(bytes, length, input->final > 0, &sequence);
	if (used == 0) {
		*more = false;
		return false;
	}
	consume(input, used);
	switch (sequence.kind) {
	case SEQUENCE_KEY:
		*event = (struct input_event){
			.kind = INPUT_KEY, .key = key_normalize(sequence.key)};
		return true;
	case SEQUENCE_MOUSE:
		*event = (struct input_event){.kind = INPUT_MOUSE, .mouse = sequence.mouse};
		return true;
	case SEQUENCE_PASTE:
		input->state = STATE_PASTE;
		buffer_clear(&input->paste);
		input->paste_cut = input->paste_cr = false;
		return false;
	case SEQUENCE_STRING:
		input->state = STATE_STRING;
		return false;
	case SEQUENCE_LONG:
		input->state = STATE_LONG;
		return false;
	case SEQUENCE_NOTHING:
		break;
	}
	return false;
}

bool input_next(struct input *input, struct input_event *event)
{
	bool more = true;

	if (input->paste_given) {
		/* Memory of a large paste is not kept. */
		buffer_finish(&input->paste);
		input->paste_given = false;
	}
	while (more && input->start < input->end) {
		switch (input->state) {
		case STATE_PASTE:
			return next_in_paste(input, event);
		case STATE_STRING:
			skip_string(input);
			more = input->state == STATE_KEYS;
			break;
		case STATE_LONG:
			skip_long(input);
			break;
		case STATE_KEYS:
			if (next_key(input, event, &more))
				return true;
		}
	}
	return false;
}

bool input_pending(const struct input *input)
{
	size_t length = input->end - input->start;

	if (length == 0 || input->state == STATE_PASTE)
		return false;
	if (input->state == STATE_STRING)
		return true;
	return sequence_is_ambiguous(input->queue + input->start, length);
}

void input_flush(struct input *input)
{
	if (input->state != STATE_PASTE)
		input->final = input->end - input->start;
}
