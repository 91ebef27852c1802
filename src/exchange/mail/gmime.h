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
#define GMIME_FUNCTIONS(X)                                 \
	X(g_mime_init)                                     \
	X(g_object_unref)                                  \
	X(g_free)                                          \
	X(g_date_time_to_unix)                             \
	X(g_date_time_unref)                               \
	X(g_type_check_instance_is_a)                      \
	X(g_mime_content_type_get_media_subtype)           \
	X(g_mime_content_type_get_media_type)              \
	X(g_mime_data_wrapper_new_with_stream)             \
	X(g_mime_data_wrapper_write_to_stream)             \
	X(g_mime_format_options_free)                      \
	X(g_mime_format_options_new)                       \
	X(g_mime_format_options_set_newline_format)        \
	X(g_mime_message_get_addresses)                    \
	X(g_mime_message_get_mime_part)                    \
	X(g_mime_message_new)                              \
	X(g_mime_message_part_get_message)                 \
	X(g_mime_message_part_get_type)                    \
	X(g_mime_message_set_message_id)                   \
	X(g_mime_message_set_mime_part)                    \
	X(g_mime_message_set_subject)                      \
	X(g_mime_multipart_add)                            \
	X(g_mime_multipart_get_count)                      \
	X(g_mime_multipart_get_part)                       \
	X(g_mime_multipart_get_prologue)                   \
	X(g_mime_multipart_get_type)                       \
	X(g_mime_multipart_new_with_subtype)               \
	X(g_mime_multipart_set_boundary)                   \
	X(g_mime_object_get_content_disposition_parameter) \
	X(g_mime_object_get_content_type)                  \
	X(g_mime_object_get_content_type_parameter)        \
	X(g_mime_object_get_disposition)                   \
	X(g_mime_object_get_header)                        \
	X(g_mime_object_set_content_type_parameter)        \
	X(g_mime_object_set_disposition)                   \
	X(g_mime_object_set_header)                        \
	X(g_mime_object_to_string)                         \
	X(g_mime_object_write_to_stream)                   \
	X(g_mime_parser_construct_message)                 \
	X(g_mime_parser_new_with_stream)                   \
	X(g_mime_part_get_content)                         \
	X(g_mime_part_get_filename)                        \
	X(g_mime_part_get_type)                            \
	X(g_mime_part_new_with_type)                       \
	X(g_mime_part_set_content)                         \
	X(g_mime_part_set_content_encoding)                \
	X(g_mime_part_set_filename)                        \
	X(g_mime_stream_mem_get_byte_array)                \
	X(g_mime_stream_mem_new)                           \
	X(g_mime_stream_mem_new_with_buffer)               \
	X(g_mime_utils_header_decode_date)                 \
	X(g_mime_utils_header_decode_text)                 \
	X(internet_address_get_name)                       \
	X(internet_address_group_get_members)              \
	X(internet_address_group_get_type)                 \
	X(internet_address_list_add)                       \
	X(internet_address_list_get_address)               \
	X(internet_address_list_length)                    \
	X(internet_address_list_parse)                     \
	X(internet_address_mailbox_get_addr)               \
	X(internet_address_mailbox_get_type)               \
	X(internet_address_mailbox_new)                    \
	X(internet_address_set_charset)

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
