# SPDX-License-Identifier: GPL-3.0-or-later
# fish completion for traffpunkt(1): the program itself knows what may follow.
function __traffpunkt_candidates
	set -l words (commandline -opc) (commandline -ct)
	command $words[1] --complete $words[2..-1] 2>/dev/null
end
# Where nothing of the program's own may stand, a file may.
complete -c traffpunkt -f -a '(__traffpunkt_candidates)'
complete -c traffpunkt -n 'not count (__traffpunkt_candidates) >/dev/null' -F
