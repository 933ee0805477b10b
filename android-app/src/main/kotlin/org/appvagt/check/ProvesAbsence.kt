package org.appvagt.check

import org.appvagt.scanner.Gap
import org.appvagt.scanner.Report

/** Whether an app that this report does not name is not banned, or not here: the phone's list of apps was to be trusted. */
internal val Report.provesAbsence: Boolean get() = gaps.all { it is Gap.ProfileUnseen || it is Gap.AppsUnread }
