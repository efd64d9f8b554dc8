// SPDX-License-Identifier: Apache-2.0
/**
 * What the detectors are worth on labelled texts: every case is put into the message that would
 * carry it and decided by the real pipeline; what comes out is counted as the labels say.
 *
 * <p>Entry: {@link dev.mcpfirewall.cli.eval.EvalCorpusCommand}.
 *
 * <p>{@code CorpusFiles ▶ CorpusCase ▶ Staged ▶ CaseJudge ▶ Seen ▶ Tally, Target ▶ EvalReport}
 *
 * <p>Neighbours: {@code policy.trial} for the surroundings of a command; nobody else needs it.
 */
@NullMarked
package dev.mcpfirewall.cli.eval;

import org.jspecify.annotations.NullMarked;
