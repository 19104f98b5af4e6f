/** kafka-dump-log: what lies in the files of partitions, written out; reads only. */
@NullMarked
package io.ottla.cli.dump;

import org.jspecify.annotations.NullMarked;
