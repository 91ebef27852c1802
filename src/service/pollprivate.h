/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files about deciding together share with each other and with the hooks only. */
#ifndef TRAFFPUNKT_SERVICE_POLLPRIVATE_H
#define TRAFFPUNKT_SERVICE_POLLPRIVATE_H

#include "service/poll.h"
#include "service/private.h"

/* The functions of this header write inside the unit of work of their caller. */

/* The poll under way about a meeting; id 0 when there is none. */
bool poll_under_way(struct service *service, int64_t meeting, enum poll_subject subject,
	struct poll *poll, struct error *error);
/* The same, made when there is none; then a theme that was only written down is its first
 * proposal. */
bool poll_ensure(struct service *service, const struct meeting *meeting, enum poll_subject subject,
	struct poll *poll, struct error *error);
/* An option at the end of a poll: `option` is filled in where it must be. */
bool poll_add_option(struct service *service, const struct poll *poll, struct poll_option *option,
	struct error *error);
/* A new poll with the proposals of one that has ended. */
bool poll_plan_again(struct service *service, const struct poll *ended, struct error *error);
/* What the meeting says of its theme follows from what is proposed: the words when there is one
 * proposal. A poll without any is removed. */
bool poll_settle(struct service *service, const struct poll *poll, struct error *error);
/* "Vote on the theme of tis 17 okt 2023", for the journal. Owned by the caller. */
char *poll_title(struct service *service, const struct poll *poll);

/* ---- for the hooks ---- */

bool poll_complete_option(struct service *service, struct poll_option *option, struct error *error);
bool poll_follow_option(
	struct service *service, const struct poll_option *option, struct error *error);
/* Brings a meeting's theme into step with what is proposed; refuses what the proposals forbid. */
bool poll_complete_theme(struct service *service, struct meeting *meeting,
	const struct meeting *former, struct error *error);
bool poll_follow_theme(struct service *service, const struct meeting *meeting,
	const struct meeting *former, struct error *error);

#endif
