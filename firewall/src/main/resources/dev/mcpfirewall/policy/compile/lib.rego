# What the rules made of a policy file are written in. This part is the same for every policy.
#
# A value can be read in more than one way: a path as written and with its links resolved, a text as
# it stands and without disguise. `mcp.maybe.…` holds if one reading does: rules that restrict ask so.
# `mcp.surely.…` holds if there are readings and all of them do: rules that let pass ask so.
package mcp_firewall.lib

# --- the message ---------------------------------------------------------------

# A call of a tool; not its result.
call if {
	input.tool
	not input.answer
}

# It does something or carries contents, and is no answer.
acts if call

acts if {
	input.acts
	not input.answer
}

# What `rules:` are about, and what `outbound_rules:` are about.
inbound if input.direction == "inbound"

outbound if input.direction == "outbound"

# The client does something.
acting if {
	inbound
	acts
}

# What a call gives to its tool, and what any other message gives.
given := input.tool.arguments

given := input.params

# What a call gives besides: the answers to what its server has asked, for one.
beside := input.beside

# A prompt's arguments, which stand deeper than a tool's.
filled := input.prompt.arguments

# Every text of the message: what the server answers, or what is given.
said := mcp.value.parts(input.result, "*")

said := array.concat(given_parts, beside_parts) if not input.answer

said_and_keys := mcp.value.parts_and_keys(input.result, "*")

said_and_keys := array.concat(given_parts_and_keys, beside_parts_and_keys) if not input.answer

said_places := mcp.value.places(input.result, "*", input.at)

said_places := array.concat(given_places, beside_places) if not input.answer

said_and_key_places := mcp.value.places_and_keys(input.result, "*", input.at)

said_and_key_places := array.concat(given_and_key_places, beside_and_key_places) if not input.answer

default given_parts := []

given_parts := mcp.value.parts(given, "*")

default given_parts_and_keys := []

given_parts_and_keys := mcp.value.parts_and_keys(given, "*")

default given_places := []

given_places := mcp.value.places(given, "*", input.at)

default given_and_key_places := []

given_and_key_places := mcp.value.places_and_keys(given, "*", input.at)

default beside_parts := []

beside_parts := mcp.value.parts(beside, "*")

default beside_parts_and_keys := []

beside_parts_and_keys := mcp.value.parts_and_keys(beside, "*")

default beside_places := []

beside_places := mcp.value.places(beside, "*", "/params")

default beside_and_key_places := []

beside_and_key_places := mcp.value.places_and_keys(beside, "*", "/params")

# --- names ---------------------------------------------------------------------

# A rule that lets pass does not take a look-alike for the name it imitates.
plainly_named if not input.names.disguised

# --- arguments -----------------------------------------------------------------

# The values of an argument: itself, or all the parts of a list or an object. `*` is any argument.
parts(name) := mcp.value.parts(given, name) if not filled

parts(name) := array.concat(mcp.value.parts(given, name), mcp.value.parts(filled, name))

# The same, and the keys of objects.
parts_and_keys(name) := mcp.value.parts_and_keys(given, name) if not filled

parts_and_keys(name) := array.concat(mcp.value.parts_and_keys(given, name), mcp.value.parts_and_keys(filled, name))

# The same, each with the place in the message where it stands.
places(name) := mcp.value.places(given, name, input.at) if not filled

places(name) := array.concat(mcp.value.places(given, name, input.at), mcp.value.places(filled, name, filled_at))

places_and_keys(name) := mcp.value.places_and_keys(given, name, input.at) if not filled

places_and_keys(name) := array.concat(mcp.value.places_and_keys(given, name, input.at), mcp.value.places_and_keys(filled, name, filled_at))

filled_at := "/params/arguments"

# The argument is there, spelt as the policy spells it.
has(name) if mcp.value.has(given, name)

has(name) if mcp.value.has(filled, name)

# One is there that some receivers take for it: in another case, or of look-alike letters.
maybe_has(name) if mcp.value.resembles(given, name)

maybe_has(name) if mcp.value.resembles(filled, name)

# --- tests of a value ----------------------------------------------------------
#
# A value comes as an item: [value, the name it stands under, where it stands].
#
# mcp.maybe.like(item, pattern), …     one reading of the value is of this form
# mcp.surely.like(item, pattern), …    there are readings, and all of them are

# A detector found a secret in it.
secret(item) if {
	some finding in input.findings
	finding.check == "secrets"
	within(finding.pointer, item[2])
}

# It first appeared in a result with this label.
from(item, label) if {
	some source in input.sources
	source.label == label
	within(source.pointer, item[2])
}

# Something of the message first appeared in a result with this label.
sourced(label) if {
	some source in input.sources
	source.label == label
}

# One place is another one, or a part of it.
within(pointer, place) if pointer == place

within(pointer, place) if startswith(pointer, concat("", [place, "/"]))

# A detector found something.
found(check) if {
	some finding in input.findings
	finding.check == check
}

# --- what holds for a tool ------------------------------------------------------

# Of the entries of `tools:` that match, those that count: for a name in disguise no entry that lets
# it pass, and none as an exact name.
counting(entries) := entries if plainly_named

counting(entries) := {[server_named, server, 0, state, entry] |
	some [server_named, server, _, state, entry] in entries
	state > 0
} if {
	not plainly_named
}

# Entries of `tools:` that match, each as [1 if the server is named exactly, which server, 1 if the
# tool is named exactly, state, which entry]. An entry that names both exactly comes before all
# others; within a server, one that names the tool exactly before globs; else the strictest counts.
standing(entries) := max({[server_named * tool_named, state, 0 - entry] |
	some [server_named, server, tool_named, state, entry] in entries
	not overruled(entries, server, tool_named)
})

overruled(entries, server, 0) if {
	some entry in entries
	entry[1] == server
	entry[2] == 1
}

# Entries of `default:`, each as [1 if the server is named exactly, state].
server_default(entries, otherwise) := max(entries)[1] if {
	count(entries) > 0
} else := otherwise

# What a server's labels are about where they are of all its tools: also what else it is asked for.
holds_contents if input.tool

holds_contents if input.acts

# --- what leaves ---------------------------------------------------------------

# The hosts that arguments name, by URL or mail address.
hosts contains host if some host in mcp.net.hosts(given)

hosts contains host if some host in mcp.net.hosts(beside)

# Something among the arguments is a path that leads out of the project.
strays if {
	some item in mcp.path.named(given)
	not mcp.surely.under(item, ["${PROJECT_DIR}"])
}

strays if {
	some item in mcp.path.named(beside)
	not mcp.surely.under(item, ["${PROJECT_DIR}"])
}

# --- user's own Rego -------------------------------------------------------------

# What `deny` and its like say, however they are written.
words(x) := x if is_set(x)

words(x) := {word | some word in x} if is_array(x)

words(x) := {x} if is_string(x)

words(x) := {x} if is_number(x)

words(x) := {x} if is_null(x)

words(x) := {"the policy says so"} if x == true

words(x) := set() if x == false

words(x) := {x} if {
	is_object(x)
	x.message
}

words(x) := {word | some word in x} if {
	is_object(x)
	not x.message
}

# --- limits ----------------------------------------------------------------------

# When to try again, in whole seconds.
seconds(exceeded) := max([1, ceil(exceeded.retry_after_ms / 1000)])

# Every limit that the call is beyond.
limits contains reason if {
	some exceeded in input.exceeded
	reason := {
		"stage": "rate-limits",
		"rule": concat(".", ["rate-limits", split(exceeded.limit, " ")[0]]),
		"effect": "deny",
		"message": sprintf("the rate limit `%s` is used up; try again in %d s", [exceeded.limit, seconds(exceeded)]),
		"at": exceeded.at,
	}
}
