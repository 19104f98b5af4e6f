import com.fasterxml.jackson.jr.ob.JSON;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** The contract of clients/README.md for programs in Java: a request calls the method {@code op(Map)} of the client. */
final class Contract {
    static final String BOOTSTRAP = System.getenv().getOrDefault("BOOTSTRAP", "localhost:9092");
    static final int SESSION_TIMEOUT_MS = Integer.parseInt(System.getenv().getOrDefault("SESSION_TIMEOUT_MS", "6000"));

    private Contract() {}

    /** The library has no such thing. */
    static final class Absent extends RuntimeException {
        private static final long serialVersionUID = 1;

        Absent(String why) {
            super(why);
        }
    }

    static void serve(Object client) throws Exception {
        PrintStream answers = System.out;
        System.setOut(System.err); // what a library prints is no answer
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            answers.println(JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES).asString(answer(client, JSON.std.mapFrom(line))));
            answers.flush();
        }
        Runtime.getRuntime().halt(0); // no library keeps the process alive
    }

    private static Map<String, Object> answer(Object client, Map<String, Object> request) {
        try {
            return method(client, (String) request.get("op"), request);
        } catch (InvocationTargetException e) {
            return refusal(e.getCause());
        } catch (NoSuchMethodException e) {
            return map("absent", "no such call in the library");
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> method(Object client, String op, Map<String, Object> request)
            throws NoSuchMethodException, IllegalAccessException, InvocationTargetException {
        Class<?> type = client.getClass();
        while (true) {
            try {
                Object answer = type.getDeclaredMethod(op, Map.class).invoke(client, request);
                return answer == null ? map() : (Map<String, Object>) answer;
            } catch (NoSuchMethodException e) {
                type = type.getSuperclass();
                if (type == Object.class) throw e;
            }
        }
    }

    private static Map<String, Object> refusal(Throwable thrown) {
        if (thrown instanceof Absent) return map("absent", thrown.getMessage());
        thrown.printStackTrace();
        StringBuilder chain = new StringBuilder();
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            chain.append(chain.length() == 0 ? "" : " because of ").append(each.getClass().getSimpleName());
            chain.append(": ").append(each.getMessage());
        }
        return map("error", chain.toString());
    }

    /** Names and values by turns. */
    static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        return map;
    }

    static String encoded(byte[] bytes) {
        return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
    }

    static byte[] decoded(Object text) {
        return text == null ? null : Base64.getDecoder().decode((String) text);
    }

    static String text(Map<String, Object> request, String name) {
        return (String) request.get(name);
    }

    static int number(Map<String, Object> request, String name) {
        return ((Number) request.get(name)).intValue();
    }

    static long big(Map<String, Object> request, String name) {
        return ((Number) request.get(name)).longValue();
    }
}
