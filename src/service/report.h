/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads what the pictures of the network are made of (model/report.h). */
#ifndef TRAFFPUNKT_SERVICE_REPORT_H
#define TRAFFPUNKT_SERVICE_REPORT_H

#include "model/report.h"
#include "service/service.h"

bool service_report(struct service *service, struct report *report, struct error *error);
void report_finish(struct report *report);

#endif
