// SPDX-License-Identifier: Apache-2.0
package dev.mcpfirewall.cli.demo;

/**
 * One call and what it is to show.
 *
 * @param title what the viewer should notice
 * @param tool the tool that is called
 * @param arguments its arguments, a JSON object
 * @param before what the server would have handed out, empty where that needs no saying
 */
record Scene(String title, String tool, String arguments, String before) {}
