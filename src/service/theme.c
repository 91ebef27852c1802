/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The theme of a meeting in two words: proposed, decided. What is behind them is in poll.h. */
#include "base/text.h"
#include "service/poll.h"

bool service_theme_propose(
	struct service *service, int64_t id, const char *text, struct error *error)
{
	if (text_is_blank(text))
		return service_proposals_clear(service, id, POLL_THEME, error);
	return service_proposal_add(service, id, POLL_THEME, text, NULL, error);
}

bool service_theme_decide(
	struct service *service, int64_t id, const char *text, struct error *error)
{
	struct poll_decision decision = {.meeting = id, .subject = POLL_THEME, .choice = text};
	return service_poll_decide(service, &decision, NULL, error);
}
