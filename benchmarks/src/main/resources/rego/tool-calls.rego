# What a team's policy for tool calls looks like: roles, paths, patterns, a budget, a time window.
package mcp_firewall.policy

default allow := false

# --- who may call what -------------------------------------------------------

roles := {
	"claude-desktop": {"developer", "reader"},
	"cursor": {"developer"},
	"ci": {"builder", "reader"},
	"support-bot": {"support", "reader"},
	"finance-bot": {"finance"},
}

tools_of := {
	"reader": {"read_file", "read_text_file", "list_directory", "search_files", "get_file_info", "fetch", "search"},
	"developer": {"write_file", "edit_file", "create_directory", "move_file", "run_tests", "git_diff", "git_log", "git_commit"},
	"builder": {"run_tests", "build", "publish_snapshot"},
	"support": {"find_customer", "list_tickets", "answer_ticket"},
	"finance": {"list_invoices", "get_invoice", "refund_payment", "create_invoice"},
}

permitted if {
	some role in roles[input.agent]
	input.tool.name in tools_of[role]
}

allow if {
	permitted
	count(deny) == 0
}

# --- tools that need their own conditions: one rule each ----------------------

deny contains "tool is switched off" if input.tool.name == "exec"

deny contains "tool is switched off" if input.tool.name == "shell"

deny contains "tool is switched off" if input.tool.name == "eval_code"

deny contains "tool is switched off" if input.tool.name == "delete_repository"

deny contains "tool is switched off" if input.tool.name == "drop_table"

deny contains "only snapshots" if {
	input.tool.name == "publish_snapshot"
	not endswith(input.tool.arguments.version, "-SNAPSHOT")
}

deny contains "refunds up to 50" if {
	input.tool.name == "refund_payment"
	input.tool.arguments.amount > 50
}

deny contains "invoices in euros" if {
	input.tool.name == "create_invoice"
	input.tool.arguments.currency != "EUR"
}

deny contains "no invoice without lines" if {
	input.tool.name == "create_invoice"
	count(input.tool.arguments.lines) == 0
}

deny contains "a commit needs a message" if {
	input.tool.name == "git_commit"
	trim_space(input.tool.arguments.message) == ""
}

deny contains "moves stay in the project" if {
	input.tool.name == "move_file"
	not startswith(input.tool.arguments.destination, "/home/dev/project/")
}

deny contains "writes stay in the project" if {
	input.tool.name in {"write_file", "edit_file", "create_directory"}
	not startswith(input.tool.arguments.path, "/home/dev/project/")
}

deny contains "fetch only known hosts" if {
	input.tool.name == "fetch"
	host := split(trim_prefix(trim_prefix(input.tool.arguments.url, "https://"), "http://"), "/")[0]
	not host in {"example.com", "docs.example.com", "api.example.com", "packages.example.com"}
}

deny contains "fetch only over https" if {
	input.tool.name == "fetch"
	not startswith(input.tool.arguments.url, "https://")
}

deny contains "search needs words" if {
	input.tool.name == "search"
	count(input.tool.arguments.query) < 3
}

# --- paths nobody may touch: twenty globs --------------------------------------

secret_paths := [
	"**/.ssh/**", "**/.aws/**", "**/.gnupg/**", "**/.kube/config", "**/.env", "**/.env.*", "**/id_rsa*", "**/id_ed25519*", "**/*.pem", "**/*.key",
	"**/.netrc", "**/.npmrc", "**/.pypirc", "**/.docker/config.json", "/etc/shadow", "/etc/sudoers*", "/proc/**", "/sys/**", "**/secrets/**", "**/*.kdbx",
]

deny contains sprintf("path %s is secret", [path]) if {
	path := input.tool.arguments.path
	some pattern in secret_paths
	glob.match(pattern, ["/"], path)
}

# --- what no argument may hold: ten patterns -----------------------------------

bad_patterns := [
	`(?i)ignore (all )?previous instructions`, `AKIA[0-9A-Z]{16}`, `ghp_[A-Za-z0-9]{36}`, `-----BEGIN [A-Z ]*PRIVATE KEY-----`, `xox[baprs]-[0-9A-Za-z-]{10,}`,
	`(?i)drop\s+table`, `\brm\s+-rf\s+/`, `169\.254\.169\.254`, `(?i)<script[\s>]`, `eyJ[A-Za-z0-9_-]{10,}\.eyJ`,
]

deny contains "an argument holds what no argument may hold" if {
	some key
	text := input.tool.arguments[key]
	is_string(text)
	some pattern in bad_patterns
	regex.match(pattern, text)
}

# --- limits ---------------------------------------------------------------------

deny contains "too many calls" if input.session.calls > 1000

deny contains "not at night" if {
	input.tool.name in {"publish_snapshot", "refund_payment"}
	[hour, _, _] := time.clock(input.now_ns)
	hour >= 22
}

deny contains "labels forbid egress" if {
	input.tool.name in {"fetch", "search", "answer_ticket"}
	every label in {"untrusted_content", "private_data"} {
		label in input.labels
	}
}

deny contains "a finding is severe" if {
	some finding in input.findings
	finding.severity in {"high", "critical"}
}

approve contains "a person decides" if {
	input.tool.name in {"refund_payment", "publish_snapshot", "move_file"}
	permitted
}

alert contains object.get(names, input.tool.name, "other") if input.session.calls > 500

names := {"fetch": "network", "write_file": "write", "edit_file": "write", "refund_payment": "money"}

# --- arguments that have a form --------------------------------------------------

deny contains "id of find_customer is malformed" if {
	input.tool.name == "find_customer"
	not startswith(input.tool.arguments.id, "cus_")
}

deny contains "queue of list_tickets is malformed" if {
	input.tool.name == "list_tickets"
	not startswith(input.tool.arguments.queue, "q_")
}

deny contains "id of answer_ticket is malformed" if {
	input.tool.name == "answer_ticket"
	not startswith(input.tool.arguments.id, "tic_")
}

deny contains "id of get_invoice is malformed" if {
	input.tool.name == "get_invoice"
	not startswith(input.tool.arguments.id, "inv_")
}

deny contains "customer of list_invoices is malformed" if {
	input.tool.name == "list_invoices"
	not startswith(input.tool.arguments.customer, "cus_")
}

deny contains "branch of git_log is malformed" if {
	input.tool.name == "git_log"
	not startswith(input.tool.arguments.branch, "refs/")
}

deny contains "base of git_diff is malformed" if {
	input.tool.name == "git_diff"
	not startswith(input.tool.arguments.base, "refs/")
}

deny contains "suite of run_tests is malformed" if {
	input.tool.name == "run_tests"
	not startswith(input.tool.arguments.suite, "suite:")
}

deny contains "target of build is malformed" if {
	input.tool.name == "build"
	not startswith(input.tool.arguments.target, "//")
}

deny contains "path of get_file_info is malformed" if {
	input.tool.name == "get_file_info"
	not startswith(input.tool.arguments.path, "/home/dev/")
}

deny contains "refund_payment not in this era" if {
	input.tool.name == "refund_payment"
	input.era == "2024-11-05"
}

deny contains "create_invoice not in this era" if {
	input.tool.name == "create_invoice"
	input.era == "2024-11-05"
}

deny contains "answer_ticket not in this era" if {
	input.tool.name == "answer_ticket"
	input.era == "2024-11-05"
}

deny contains "publish_snapshot not in this era" if {
	input.tool.name == "publish_snapshot"
	input.era == "2024-11-05"
}

deny contains "git_commit not in this era" if {
	input.tool.name == "git_commit"
	input.era == "2024-11-05"
}

deny contains "write_file not in this era" if {
	input.tool.name == "write_file"
	input.era == "2024-11-05"
}

deny contains "edit_file not in this era" if {
	input.tool.name == "edit_file"
	input.era == "2024-11-05"
}

deny contains "move_file not in this era" if {
	input.tool.name == "move_file"
	input.era == "2024-11-05"
}

deny contains "build not in this era" if {
	input.tool.name == "build"
	input.era == "2024-11-05"
}
