package io.ottla.broker.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.broker.config.ShownSetting.Synonym;
import io.ottla.replication.change.ConfigChanged;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.ConfigResource;
import io.ottla.replication.image.Touched;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveConfigTest {
    private static final ConfigResource MINE = ConfigResource.broker(1);
    private static final ConfigResource ALL = ConfigResource.allBrokers();

    private final LiveConfig live = new LiveConfig(BrokerConfig.of(Map.of("log.retention.ms", "4")));
    private ClusterImage image = ClusterImage.EMPTY;

    @Test
    void this_broker_comes_before_all_brokers_and_they_before_the_file() {
        assertEquals(4, live.get().longOf("log.retention.ms"));
        set(ALL, "log.retention.ms", "3");
        assertEquals(3, live.get().longOf("log.retention.ms"));
        set(MINE, "log.retention.ms", "2");
        assertEquals(2, live.get().longOf("log.retention.ms"));
        set(MINE, "log.retention.ms", null);
        assertEquals(3, live.get().longOf("log.retention.ms"));
    }

    @Test
    void what_is_set_for_another_broker_changes_nothing_here() {
        set(ConfigResource.broker(2), "log.retention.ms", "2");
        assertEquals(4, live.get().longOf("log.retention.ms"));
    }

    @Test
    void topics_that_set_nothing_follow_at_once() {
        set(ALL, "message.max.bytes", "77");
        assertEquals(77, live.settings(Map.of()).batches().maxMessageBytes());
        assertEquals(
                88, live.settings(Map.of("max.message.bytes", "88")).batches().maxMessageBytes());
    }

    @Test
    void watchers_hear_of_what_was_and_what_is() {
        var heard = new ArrayList<String>();
        live.watch((before, after) ->
                heard.add(before.text("max.connections").orElse("") + " to " + after.intOf("max.connections")));
        set(MINE, "max.connections", "10");
        assertEquals(List.of("2147483647 to 10"), heard);
        assertEquals(10, live.get().network().connections().most());
    }

    @Test
    void what_cannot_be_used_is_left_aside() {
        set(MINE, "log.cleaner.threads", "many");
        set(MINE, "log.retention.ms", "2");
        assertEquals(1, live.get().intOf("log.cleaner.threads"));
        assertEquals(2, live.get().longOf("log.retention.ms"));
    }

    @Test
    void a_setting_nobody_knows_is_shown_without_its_value() {
        set(MINE, "colour", "blue");
        var shown = shown("colour");
        assertEquals(null, shown.value());
        assertTrue(shown.secret() && shown.readOnly());
        assertEquals(List.of(new Synonym("colour", null, SettingSource.BROKER)), shown.synonyms());
    }

    @Test
    void a_listeners_setting_is_shown_beside_the_one_for_all_listeners() {
        set(MINE, "listener.name.plaintext.max.connections", "50");
        assertEquals(
                List.of(
                        new Synonym("listener.name.plaintext.max.connections", "50", SettingSource.BROKER),
                        new Synonym("max.connections", "2147483647", SettingSource.DEFAULT)),
                shown("listener.name.plaintext.max.connections").synonyms());
    }

    @Test
    void what_a_stronger_unit_says_is_not_told_of_a_weaker_one() {
        assertEquals(
                List.of(new Synonym("log.retention.hours", "168", SettingSource.DEFAULT)),
                shown("log.retention.hours").synonyms());
        assertEquals("4", shown("log.retention.ms").value());
        assertEquals(null, shown("log.retention.minutes").value());
        assertEquals(SettingSource.DEFAULT, shown("log.retention.minutes").source());
    }

    @Test
    void passwords_are_never_shown() {
        set(MINE, "listener.name.x.ssl.keystore.password", "s3cret");
        assertTrue(ShownConfigs.ofBroker(live.get()).stream()
                .noneMatch(one -> one.toString().contains("s3cret")));
    }

    private ShownSetting shown(String name) {
        return ShownConfigs.ofBroker(live.get()).stream()
                .filter(setting -> setting.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void set(ConfigResource resource, String name, @Nullable String value) {
        var change = new ConfigChanged(resource, name, value);
        var touched = new Touched();
        change.touch(touched);
        var before = image;
        image = change.applyTo(before);
        live.onImage(touched.between(before, image));
    }
}
