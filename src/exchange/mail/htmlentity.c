/* SPDX-License-Identifier: GPL-3.0-or-later */
/* References to characters in HTML: those that mails hold. */
#include <string.h>

#include "exchange/mail/html.h"

#define NAME_MAX 10

static const struct {
	const char *name;
	uint32_t code_point;
} named[] = {
	{"amp", '&'},
	{"lt", '<'},
	{"gt", '>'},
	{"quot", '"'},
	{"apos", '\''},
	{"nbsp", 0xa0},
	{"aring", 0xe5},
	{"auml", 0xe4},
	{"ouml", 0xf6},
	{"Aring", 0xc5},
	{"Auml", 0xc4},
	{"Ouml", 0xd6},
	{"eacute", 0xe9},
	{"Eacute", 0xc9},
	{"egrave", 0xe8},
	{"ecirc", 0xea},
	{"euml", 0xeb},
	{"agrave", 0xe0},
	{"aacute", 0xe1},
	{"acirc", 0xe2},
	{"atilde", 0xe3},
	{"aelig", 0xe6},
	{"AElig", 0xc6},
	{"oslash", 0xf8},
	{"Oslash", 0xd8},
	{"uuml", 0xfc},
	{"Uuml", 0xdc},
	{"ccedil", 0xe7},
	{"iacute", 0xed},
	{"icirc", 0xee},
	{"iuml", 0xef},
	{"ntilde", 0xf1},
	{"oacute", 0xf3},
	{"ograve", 0xf2},
	{"ocirc", 0xf4},
	{"otilde", 0xf5},
	{"uacute", 0xfa},
	{"ugrave", 0xf9},
	{"ucirc", 0xfb},
	{"yacute", 0xfd},
	{"szlig", 0xdf},
	{"eth", 0xf0},
	{"thorn", 0xfe},
	{"ndash", 0x2013},
	{"mdash", 0x2014},
	{"hellip", 0x2026},
	{"lsquo", 0x2018},
	{"rsquo", 0x2019},
	{"sbquo", 0x201a},
	{"ldquo", 0x201c},
	{"rdquo", 0x201d},
	{"bdquo", 0x201e},
	{"laquo", 0xab},
	{"raquo", 0xbb},
	{"bull", 0x2022},
	{"middot", 0xb7},
	{"euro", 0x20ac},
	{"pound", 0xa3},
	{"yen", 0xa5},
	{"cent", 0xa2},
	{"sect", 0xa7},
	{"para", 0xb6},
	{"copy", 0xa9},
	{"reg", 0xae},
	{"trade", 0x2122},
	{"deg", 0xb0},
	{"plusmn", 0xb1},
	{"times", 0xd7},
	{"divide", 0xf7},
	{"frac12", 0xbd},
	{"frac14", 0xbc},
	{"frac34", 0xbe},
	{"iexcl", 0xa1},
	{"iquest", 0xbf},
	{"acute", 0xb4},
	{"shy", 0xad},
	{"zwnj", 0x200c},
	{"zwj", 0x200d},
	{"ensp", 0x2002},
	{"emsp", 0x2003},
	{"thinsp", 0x2009},
	{"larr", 0x2190},
	{"rarr", 0x2192},
	{"uarr", 0x2191},
	{"darr", 0x2193},
	{"minus", 0x2212},
	{"permil", 0x2030},
};

/* Programs that think in Windows-1252 write its bytes as numbers. */
static const uint16_t windows_1252[32] = {0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020,
	0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d, 0x017d, 0x8f, 0x90, 0x2018, 0x2019,
	0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,
	0x017e, 0x0178};

static int digit_of(char character, uint32_t base)
{
	if (character >= '0' && character <= '9')
		return character - '0';
	character = (char)(character | 0x20);
	return base == 16 && character >= 'a' && character <= 'f' ? character - 'a' + 10 : -1;
}

static uint32_t numbered(const char *at, const char *end, size_t *used)
{
	const char *digit = at + 2;
	uint32_t base = 10, value = 0;
	if (digit < end && (*digit == 'x' || *digit == 'X')) {
		base = 16;
		digit++;
	}
	const char *first = digit;
	for (; digit < end && digit_of(*digit, base) >= 0; digit++) {
		if (value <= 0x10ffff)
			value = value * base + (uint32_t)digit_of(*digit, base);
	}
	if (digit == first)
		return 0;
	*used = (size_t)(digit - at) + (digit < end && *digit == ';');
	if (value >= 0x80 && value < 0xa0)
		return windows_1252[value - 0x80];
	return !value || value > 0x10ffff || (value >= 0xd800 && value < 0xe000) ? 0xfffd : value;
}

uint32_t html_reference(const char *at, const char *end, size_t *used)
{
	char name[NAME_MAX];
	size_t length = 0;
	if (end - at < 3)
		return 0;
	if (at[1] == '#')
		return numbered(at, end, used);
	while (length + 1 < sizeof(name) && at + 1 + length < end &&
		((at[1 + length] | 0x20) >= 'a' ? (at[1 + length] | 0x20) <= 'z'
						: at[1 + length] >= '0' && at[1 + length] <= '9')) {
		name[length] = at[1 + length];
		length++;
	}
	name[length] = '\0';
	for (size_t i = 0; i < sizeof(named) / sizeof(*named); i++) {
		if (strcmp(name, named[i].name))
			continue;
		*used = 1 + length + (at + 1 + length < end && at[1 + length] == ';');
		return named[i].code_point;
	}
	return 0;
}
