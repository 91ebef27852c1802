/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which network, and who is asking. */
#include "service/service.h"

#include <pwd.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "service/private.h"

static char *login_name(void)
{
	const struct passwd *user = getpwuid(getuid());
	return xstrdup(user && user->pw_name ? user->pw_name : "?");
}

static bool refuse_slug(const struct record_set *networks, const char *slug, struct error *error)
{
	struct buffer list = {0};
	for (size_t i = 0; i < networks->count; i++) {
		const struct network *network = record_set_at(networks, i);
		buffer_append(&list, i ? ", " : "");
		buffer_append(&list, network->slug);
	}
	if (slug) {
		char *safe = text_safe(slug, TEXT_ONE_LINE);
		error_set(error, ERROR_REFUSED, _("There is no network called “%s”, only: %s."),
			safe, list.data ? list.data : "–");
		free(safe);
	} else {
		error_set(error, ERROR_USAGE,
			_("There are several networks: choose one with --network: %s."), list.data);
	}
	buffer_finish(&list);
	return false;
}

static bool pick_network(struct service *service, const char *slug, struct error *error)
{
	struct record_set networks = {0};
	if (slug) {
		if (!store_find(service->store, &network_entity, "slug", slug, &service->network,
			    error))
			return false;
		if (service->network)
			return true;
	}
	if (!store_all(service->store, &network_entity, 0, &networks, error))
		return false;
	bool ok = true;
	if (slug || networks.count > 1)
		ok = refuse_slug(&networks, slug, error);
	else if (networks.count == 1)
		service->network = ((const struct record *)record_set_at(&networks, 0))->id;
	record_set_finish(&networks);
	return ok;
}

bool service_init(struct service *service, struct store *store, const struct settings *settings,
	const char *slug, struct error *error)
{
	*service = (struct service){
		.store = store, .settings = settings, .clock = store_clock(store)};
	service->who = settings->initials ? xstrdup(settings->initials) : login_name();
	if (pick_network(service, slug, error))
		return true;
	service_finish(service);
	return false;
}

void service_finish(struct service *service)
{
	service_forget_organisations(service);
	free(service->who);
	*service = (struct service){0};
}

bool service_network(struct service *service, struct network *network, struct error *error)
{
	if (service->network)
		return store_get(service->store, &network_entity, service->network, network, error);
	return error_set(error, ERROR_REFUSED,
		_("The database holds no network yet: make one with “traffpunkt init FILE.json” or "
		  "“traffpunkt init --example”."));
}

char *service_masked_text(const struct service *service)
{
	if (!service->masked)
		return NULL;
	return xasprintf(
		PLURAL_("%zu personal number was masked: it is not kept.",
			"%zu personal numbers were masked: they are not kept.", service->masked),
		service->masked);
}
