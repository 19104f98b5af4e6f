package io.ottla.broker.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private final TokenBucket bucket = new TokenBucket(10);

    @Test
    void a_full_bucket_lets_a_burst_through_and_one_more() {
        bucket.take(20, 2, 0);
        assertEquals(0, bucket.waitMs(2, 0));
        bucket.take(3, 2, 0);
        assertEquals(1500, bucket.waitMs(2, 0));
    }

    @Test
    void it_fills_with_time_and_never_above_the_burst() {
        bucket.take(30, 2, 0);
        assertEquals(5000, bucket.waitMs(2, 0));
        assertEquals(0, bucket.waitMs(2, 5000));
        bucket.take(21, 2, 1_000_000);
        assertEquals(500, bucket.waitMs(2, 1_000_000));
    }

    @Test
    void what_is_given_back_is_there_again() {
        bucket.take(30, 2, 0);
        bucket.take(-30, 2, 0);
        assertEquals(0, bucket.waitMs(2, 0));
    }
}
