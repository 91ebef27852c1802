# SPDX-License-Identifier: GPL-3.0-or-later
# bash completion for traffpunkt(1): the program itself knows what may follow.
_traffpunkt()
{
	local words=("${COMP_WORDS[@]:1:COMP_CWORD}") line
	COMPREPLY=()
	while IFS=$'\t' read -r line _; do
		COMPREPLY+=("$line")
	done < <("${COMP_WORDS[0]}" --complete "${words[@]}" 2>/dev/null)
}
# Where nothing of the program's own may stand, a file may.
complete -o bashdefault -o default -F _traffpunkt traffpunkt
