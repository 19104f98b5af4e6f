package io.ottla.compat.differential.group;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Peer;
import io.ottla.compat.differential.ask.Questions;
import org.apache.kafka.common.message.SyncGroupRequestData;
import org.apache.kafka.common.protocol.ApiKeys;

/** The leader hands out, and asks again. */
final class SyncGroupQuestions implements Questions {
    private static final int STATIC = 3;
    private static final int PROTOCOLS = 5;

    @Override
    public ApiKeys api() {
        return ApiKeys.SYNC_GROUP;
    }

    @Override
    public void ask(Asking on) {
        var group = "synced-" + on.version();
        Members.one(on, group, "t");
        ask(on, "again", group);
        on.ask("an old generation", peer -> request(on, peer, group).setGenerationId(0));
        on.ask("a generation to come", peer -> request(on, peer, group).setGenerationId(9));
        on.ask("an unknown member", peer -> request(on, peer, group).setMemberId("nobody"));
        on.ask("no member", peer -> request(on, peer, group).setMemberId(""));
        on.ask("an unknown group", peer -> request(on, peer, group).setGroupId("unknown"));
        on.ask("no group", peer -> request(on, peer, group).setGroupId(""));
        if (on.version() >= STATIC) {
            on.ask("an unknown instance", peer -> request(on, peer, group).setGroupInstanceId("i"));
        }
        if (on.version() >= PROTOCOLS) {
            on.ask("another protocol", peer -> request(on, peer, group).setProtocolName("sticky"));
            on.ask("another type", peer -> request(on, peer, group).setProtocolType("connect"));
            on.ask("no type", peer -> request(on, peer, group).setProtocolType(null));
        }
        Members.leave(on, group);
        ask(on, "after it left", group);
    }

    private static void ask(Asking on, String what, String group) {
        on.ask(what, peer -> request(on, peer, group));
    }

    private static SyncGroupRequestData request(Asking on, Peer peer, String group) {
        var request = Members.sync(peer, group);
        return on.version() >= PROTOCOLS ? request.setProtocolType("consumer").setProtocolName("range") : request;
    }
}
