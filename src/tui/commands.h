/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The functions behind the command table, by file. Each returns effects. */
#ifndef TRAFFPUNKT_TUI_COMMANDS_H
#define TRAFFPUNKT_TUI_COMMANDS_H

struct dashboard;

/* go.c: moving about */
unsigned go_overview(struct dashboard *dashboard);
unsigned go_participants(struct dashboard *dashboard);
unsigned go_calendar(struct dashboard *dashboard);
unsigned go_requests(struct dashboard *dashboard);
unsigned go_next_pane(struct dashboard *dashboard);
unsigned go_previous_pane(struct dashboard *dashboard);
unsigned go_zoom(struct dashboard *dashboard);
unsigned go_down(struct dashboard *dashboard);
unsigned go_up(struct dashboard *dashboard);
unsigned go_page_down(struct dashboard *dashboard);
unsigned go_page_up(struct dashboard *dashboard);
unsigned go_first(struct dashboard *dashboard);
unsigned go_last(struct dashboard *dashboard);
unsigned go_open(struct dashboard *dashboard);
unsigned go_back(struct dashboard *dashboard);
unsigned go_next_month(struct dashboard *dashboard);
unsigned go_previous_month(struct dashboard *dashboard);

/* pick.c: filter, sort, marks */
unsigned pick_filter(struct dashboard *dashboard);
unsigned pick_sort(struct dashboard *dashboard);
unsigned pick_all_states(struct dashboard *dashboard);
unsigned pick_mark(struct dashboard *dashboard);
unsigned pick_range(struct dashboard *dashboard);
unsigned pick_mark_all(struct dashboard *dashboard);
unsigned pick_clear_marks(struct dashboard *dashboard);
unsigned pick_remark(struct dashboard *dashboard);

/* change.c: records and their states */
unsigned change_add(struct dashboard *dashboard);
unsigned change_edit(struct dashboard *dashboard);
unsigned change_network(struct dashboard *dashboard);
unsigned change_owners(struct dashboard *dashboard);
unsigned change_contents(struct dashboard *dashboard);
unsigned change_facts(struct dashboard *dashboard);
unsigned change_state(struct dashboard *dashboard);
unsigned change_copy(struct dashboard *dashboard);
unsigned change_assign(struct dashboard *dashboard);
unsigned change_wait(struct dashboard *dashboard);
unsigned change_templates(struct dashboard *dashboard);
/* request/replypick.c */
unsigned reply_selected(struct dashboard *dashboard);
unsigned change_release(struct dashboard *dashboard);
unsigned reply_in_editor(struct dashboard *dashboard);

/* lifecycle.c: the life of a seat */
unsigned seat_withdraw(struct dashboard *dashboard);
unsigned seat_transfer(struct dashboard *dashboard);
unsigned seat_call_back(struct dashboard *dashboard);
unsigned seat_welcome(struct dashboard *dashboard);
unsigned seat_chase(struct dashboard *dashboard);

/* request/notes.c */
unsigned notes_write(struct dashboard *dashboard);
unsigned notes_pick(struct dashboard *dashboard);

/* outbox.c */
unsigned outbox_open(struct dashboard *dashboard);
/* who.c: who takes part */
unsigned who_tag(struct dashboard *dashboard);
unsigned who_why(struct dashboard *dashboard);
unsigned who_merge(struct dashboard *dashboard);
unsigned who_duplicates(struct dashboard *dashboard);
const char *needs_pair(struct dashboard *dashboard);

/* views.c: filters under a name */
unsigned views_pick(struct dashboard *dashboard);

/* meet.c: meetings */
unsigned move_open(struct dashboard *dashboard); /* move.c */
unsigned meet_cancel(struct dashboard *dashboard);
unsigned meet_export(struct dashboard *dashboard); /* calendarfile.c, with the two below */
unsigned meet_export_all(struct dashboard *dashboard);
unsigned meet_keep_folder(struct dashboard *dashboard);
unsigned attend_open(struct dashboard *dashboard); /* attend.c */
unsigned meet_programme(struct dashboard *dashboard);
unsigned proposals_theme(struct dashboard *dashboard); /* proposals.c */
unsigned proposals_date(struct dashboard *dashboard);
/* day.c: files for the day of a meeting; minutes.c */
unsigned day_sheet(struct dashboard *dashboard);
unsigned day_names(struct dashboard *dashboard);
unsigned day_attendance(struct dashboard *dashboard);
unsigned day_webinar(struct dashboard *dashboard);
unsigned day_webinar_full(struct dashboard *dashboard);
unsigned minutes_edit(struct dashboard *dashboard);
unsigned note_edit(struct dashboard *dashboard); /* note.c */

/* replies.c, answers.c, doctor.c: answers to invitations, and calendar files of others */
unsigned replies_open(struct dashboard *dashboard);
unsigned replies_read(struct dashboard *dashboard);
unsigned answers_note(struct dashboard *dashboard);
unsigned doctor_open(struct dashboard *dashboard);
struct attendee;
/* What someone has answered, or where they stand on the waiting list; NULL: nothing. Owned by the
 * caller. */
char *attendee_answer_text(const struct attendee *attendee);

/* plan.c: planning */
unsigned plan_view(struct dashboard *dashboard);
unsigned plan_go_to(struct dashboard *dashboard);
unsigned plan_duplicate(struct dashboard *dashboard);
unsigned plan_unknowns(struct dashboard *dashboard);

/* publish.c: what has changed leaves the house */
unsigned publish_selected(struct dashboard *dashboard);
unsigned publish_all(struct dashboard *dashboard);
unsigned remind_open(struct dashboard *dashboard); /* remind.c */
unsigned handed_open(struct dashboard *dashboard); /* handed.c */

/* peopleexport.c: lists of people out of the house */
unsigned people_export(struct dashboard *dashboard);

/* money.c: the fee */
unsigned money_picture(struct dashboard *dashboard);
unsigned money_export(struct dashboard *dashboard);
unsigned money_paid(struct dashboard *dashboard);
unsigned money_waive(struct dashboard *dashboard);
unsigned money_charge(struct dashboard *dashboard);
unsigned money_credit(struct dashboard *dashboard);
/* import.c: sign-ups from a file */
unsigned import_begin(struct dashboard *dashboard);

/* ---- request/intake.c, request/broken.c ---- */

unsigned intake_begin(struct dashboard *dashboard);
unsigned broken_list(struct dashboard *dashboard);
/* needs.c, reveal.c, rights.c: the people's own data */
unsigned needs_open(struct dashboard *dashboard);
unsigned needs_catering(struct dashboard *dashboard);
unsigned rights_reveal(struct dashboard *dashboard);
unsigned rights_extract(struct dashboard *dashboard);
unsigned rights_erase(struct dashboard *dashboard);
unsigned rights_retention(struct dashboard *dashboard);

/* app.c: the program itself */
unsigned app_undo(struct dashboard *dashboard);
unsigned app_redo(struct dashboard *dashboard);
unsigned app_history(struct dashboard *dashboard);   /* history.c */
unsigned pictures_open(struct dashboard *dashboard); /* pictures.c */
unsigned shift_open(struct dashboard *dashboard);    /* shift.c */
unsigned pictures_promises(struct dashboard *dashboard);
unsigned app_palette(struct dashboard *dashboard);
unsigned app_help(struct dashboard *dashboard);
unsigned app_network(struct dashboard *dashboard);
unsigned app_language(struct dashboard *dashboard);
unsigned app_privacy(struct dashboard *dashboard); /* veil.c */
unsigned app_redraw(struct dashboard *dashboard);
unsigned app_suspend(struct dashboard *dashboard);
unsigned app_quit(struct dashboard *dashboard);

/* Why a command cannot be run now: NULL when it can. */
const char *needs_row(struct dashboard *dashboard);
const char *needs_quarantined(struct dashboard *dashboard);
const char *needs_meeting_row(struct dashboard *dashboard);
const char *needs_protected_row(struct dashboard *dashboard);
const char *needs_marks(struct dashboard *dashboard);
const char *needs_last_marks(struct dashboard *dashboard);

/* request/: what is done with a request */
unsigned request_merge(struct dashboard *dashboard);
unsigned request_link(struct dashboard *dashboard);
unsigned request_convert(struct dashboard *dashboard);
unsigned request_urgent(struct dashboard *dashboard);
unsigned request_sensitive(struct dashboard *dashboard);
unsigned request_attachments(struct dashboard *dashboard);
unsigned request_export(struct dashboard *dashboard);
unsigned request_go_related(struct dashboard *dashboard);
unsigned request_go_back(struct dashboard *dashboard);

#endif
