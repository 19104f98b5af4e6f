/**
 * Kafka's configuration as data, a file per subject. A definition is one line of columns, and its documentation indented
 * below it:
 *
 * <pre>
 * name type default rule importance update-mode [internal] [deprecated] [&lt;-standing behind it,with a*factor] [without-effect:reason]
 *     What it does.
 * </pre>
 *
 * <p>The default is {@code null} for none and {@code ''} for empty. Rules: {@code -} (anything of the type), {@code >=0},
 * {@code 1..9} (both ends allowed), <code>{a,b}</code> (one of), <code>~{a,b}</code> (one of, in any case), {@code unique}
 * (a list without repetitions that is not empty), {@code unique-or-none}, <code>unique{a,b}</code> (its elements one of), or the
 * name of one of the rules in {@code NamedRule}. Reasons are those of {@code WithoutEffect}. docs/configuration.md is written from the rows.
 * Kept as text, so that a start reads only the definitions it needs.
 */
@NullMarked
package io.ottla.broker.config.rows;

import org.jspecify.annotations.NullMarked;
