/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The bytes of a file of mails, mail by mail: one mail, or an mbox (RFC 4155 appendix A; mboxo and
 * mboxrd), where a line "From " begins each and ">From " stands for "From ". Never changed, and
 * never whole in memory. Private to this folder.
 */
#ifndef TRAFFPUNKT_EXCHANGE_MAIL_MAILBOX_H
#define TRAFFPUNKT_EXCHANGE_MAIL_MAILBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct mailbox {
	int file; /* owned; -1: closed */
	bool is_mbox;
	bool failed;        /* reading broke; errno said why */
	int fault;          /* that errno */
	bool ended;         /* there is no more to read */
	bool at_line_start; /* of an mbox */
	bool after_blank;   /* the line before this one was empty */
	size_t number;      /* of the mail being read, from 1; 0: none yet */
	size_t at, end;     /* of what is in `room` and not taken yet */
	char room[65536];
};

/* Takes the file. `plain`: it is one mail however it begins. */
void mailbox_open(struct mailbox *mailbox, int file, bool plain);
void mailbox_close(struct mailbox *mailbox);
/* Goes to the next mail, past what is left of this one; false at the end and when reading broke. */
bool mailbox_next(struct mailbox *mailbox);
/* The next bytes of this mail: how many, 0 at its end. */
size_t mailbox_read(struct mailbox *mailbox, char *bytes, size_t size);

#endif
