package dev.gantry.linux.runner;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gantry.linux.spec.Fields;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MessageTest {
    @Test
    void aMessageHasAVersionATypeARequestAndFields() {
        byte[] bytes = Message.encode(MessageType.RESIZE, 7, new Fields().u16(Tag.ROWS, 24));
        assertArrayEquals(new byte[] {1, 0, 27, 0, 7, 0, 0, 0, 11, 0, 0, 0, 2, 0, 0, 0, 24, 0}, bytes);
        Message message = Message.decode(bytes);
        assertEquals(MessageType.RESIZE, message.type());
        assertEquals(7, message.request());
        assertEquals(24, message.number(Tag.ROWS));
    }

    @Test
    void whatANewerRunnerSaysIsPassedOver() {
        byte[] bytes = Message.encode(MessageType.STARTED, 0, new Fields().string(4711, "news").u64(Tag.TIME, -1));
        assertEquals(-1, Message.decode(bytes).number(Tag.TIME));
        bytes[2] = 99;
        assertEquals(MessageType.UNKNOWN, Message.decode(bytes).type());
    }

    @Test
    void lengthsThatDoNotAddUpAreAFault() {
        byte[] whole = Message.encode(MessageType.OUTPUT, 0, new Fields().bytes(Tag.DATA, new byte[10]));
        for (int length = 0; length < whole.length; length++) {
            if (length != Message.HEADER) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertThrows(Message.MalformedMessage.class, () -> Message.decode(cut));
            }
        }
        whole[15] = -1;
        assertThrows(Message.MalformedMessage.class, () -> Message.decode(whole));
    }
}
