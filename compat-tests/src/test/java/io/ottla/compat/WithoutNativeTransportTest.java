package io.ottla.compat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where Netty has no native transport, NIO does the same. */
class WithoutNativeTransportTest {
    @Test
    void nio_serves_every_codec(@TempDir Path folder) throws IOException {
        Assumptions.assumeTrue(
                System.getProperty("os.name").equals("Linux"), "only Linux shows what a process has loaded");
        var text = folder.resolve("lines.txt");
        RealText.write(text, 100_000);
        try (var epoll = OttlaServer.start(folder.resolve("epoll"));
                var nio = OttlaServer.startWithoutNativeTransport(folder.resolve("nio"))) {
            assertEquals(true, epoll.hasLoaded("netty_transport_native_epoll"));
            assertEquals(false, nio.hasLoaded("netty_transport_native_epoll"));
            ClientProgram.run("4.4.0", "write", nio.bootstrap(), "lines", text.toString());
            ClientProgram.run("4.4.0", "read", nio.bootstrap(), "lines", text.toString());
        }
    }
}
