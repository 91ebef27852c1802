/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which network is meant, and who is asking. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"

static void service__init__without_any_network(void **state)
{
	struct house *house = *state;
	struct network network = {0};
	assert_int_equal(house->service.network, 0);
	assert_fails(service_network(&house->service, &network, error), ERROR_REFUSED,
		"traffpunkt init");
	struct service other;
	assert_fails(service_init(&other, house->store, &house->settings, "x", error),
		ERROR_REFUSED, "“x”");
}

static void service__init__the_only_one_or_by_its_name(void **state)
{
	struct house *house = *state;
	static const char *const slugs[] = {NULL, "fortroendevaldas-trygghet"};
	for (size_t i = 0; i < COUNT_OF(slugs); i++) {
		struct service service;
		struct network network = {0};
		assert_ok(service_init(&service, house->store, &house->settings, slugs[i], error));
		assert_int_equal(service.network, 1);
		assert_ok(service_network(&service, &network, error));
		assert_string_equal(network.slug, "fortroendevaldas-trygghet");
		record_finish(&network_entity, &network);
		service_finish(&service);
	}
}

static void service__init__several_must_be_chosen_from(void **state)
{
	struct house *house = *state;
	static const char second[] = "{\"format\": \"traffpunkt-network\", \"format_version\": 1,"
				     " \"network\": {\"slug\": \"annat\", \"name\": \"Annat\"}}";
	struct service service;
	int64_t id;
	assert_ok(service_network_import(
		&house->service, second, strlen(second), "annat.json", &id, error));
	assert_fails(service_init(&service, house->store, &house->settings, NULL, error),
		ERROR_USAGE, "annat");
	assert_fails(service_init(&service, house->store, &house->settings, "saknas", error),
		ERROR_REFUSED, "fortroendevaldas-trygghet");
	assert_ok(service_init(&service, house->store, &house->settings, "annat", error));
	assert_int_equal(service.network, id);
	service_finish(&service);
}

static void service__who__initials_or_the_login_name(void **state)
{
	struct house *house = *state;
	struct settings none = {0};
	struct service service;
	assert_string_equal(house->service.who, "GN");
	assert_ok(service_init(&service, house->store, &none, NULL, error));
	assert_true(*service.who);
	assert_string_not_equal(service.who, "GN");
	service_finish(&service);
}

#define IN_HOUSE(test) cmocka_unit_test_setup_teardown(test, house_setup, house_teardown)
#define IN_EMPTY(test) cmocka_unit_test_setup_teardown(test, house_setup_empty, house_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_EMPTY(service__init__without_any_network),
		IN_HOUSE(service__init__the_only_one_or_by_its_name),
		IN_HOUSE(service__init__several_must_be_chosen_from),
		IN_HOUSE(service__who__initials_or_the_login_name),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
