/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The templates of answers: in the order in which they are offered, by name, and the shipped ones.
 */
#ifndef TRAFFPUNKT_SERVICE_REQUEST_TEMPLATE_H
#define TRAFFPUNKT_SERVICE_REQUEST_TEMPLATE_H

#include "model/replytemplate.h"
#include "service/service.h"

/* All of the network in their order; with `urgent` those for an ongoing threat first. */
bool service_templates(
	struct service *service, bool urgent, struct record_set *set, struct error *error);
/* The one that a person means: by number, by name, or by a part of the name that no other has.
 * ERROR_REFUSED when there is none or more than one. */
bool service_template_find(
	struct service *service, const char *text, int64_t *id, struct error *error);
/* Adds those that come with the program, as one action; one whose name is there already is left
 * alone. ERROR_REFUSED when all are there. */
bool service_templates_ship(struct service *service, size_t *added, struct error *error);
/* The place of a new one: behind the others. */
bool service_template_last(struct service *service, int64_t *ordinal, struct error *error);

#endif
