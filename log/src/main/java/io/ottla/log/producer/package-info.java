/** What a log knows of the producers that write to it: sequences, epochs, open transactions; and the files it is kept in. */
@NullMarked
package io.ottla.log.producer;

import org.jspecify.annotations.NullMarked;
