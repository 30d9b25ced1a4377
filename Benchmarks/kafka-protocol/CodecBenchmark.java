import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.MessageUtil;

/**
 * The same messages as kafka-protocol-benchmark, by Kafka's own codec: `CodecBenchmark write|read MESSAGE FILE ITERATIONS`,
 * where FILE holds the message in hexadecimal digits. It warms up for as many iterations first, then prints the message's
 * size, the nanoseconds of all iterations, and the bytes that one of them allocates.
 */
public class CodecBenchmark {
    static ApiMessage read(String name, ByteBuffer buffer) {
        ByteBufferAccessor accessor = new ByteBufferAccessor(buffer);
        return name.startsWith("fetch") ? new FetchResponseData(accessor, (short) 16) : new MetadataResponseData(accessor, (short) 12);
    }

    static long run(String operation, String name, byte[] bytes, ApiMessage message, int iterations) {
        short version = (short) (name.startsWith("fetch") ? 16 : 12);
        long sum = 0;
        for (int i = 0; i < iterations; i++) {
            if (operation.equals("read")) sum += read(name, ByteBuffer.wrap(bytes)).apiKey() + 1;
            else sum += MessageUtil.toByteBufferAccessor(message, version).buffer().limit();
        }
        return sum;
    }

    public static void main(String[] arguments) throws Exception {
        String operation = arguments[0], name = arguments[1];
        byte[] bytes = HexFormat.of().parseHex(Files.readString(Path.of(arguments[2])).trim());
        int iterations = Integer.parseInt(arguments[3]);
        ApiMessage message = read(name, ByteBuffer.wrap(bytes));
        ByteBuffer again = MessageUtil.toByteBufferAccessor(message, (short) (name.startsWith("fetch") ? 16 : 12)).buffer();
        again.rewind();
        if (!again.equals(ByteBuffer.wrap(bytes))) throw new IllegalStateException("both codecs write different bytes");
        run(operation, name, bytes, message, iterations);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        long began = System.nanoTime();
        if (run(operation, name, bytes, message, iterations) == 0) throw new IllegalStateException("nothing was done");
        long ended = System.nanoTime();
        allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - allocated;
        System.out.println(bytes.length + " " + (ended - began) + " " + allocated / iterations);
    }
}
