package qcc.frontend.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import qcc.frontend.onnx.wire.Onnx.ModelProto;

/** Counts the fields of a file before anything is made of them: a field of two bytes becomes an object of a hundred. */
final class MessageCount {
    /** More than any network has; elements of tensors do not count. */
    static final int MAX_FIELDS = 1 << 22;
    /** The parser refuses deeper messages. */
    private static final int MAX_DEPTH = 100;

    private int fields;

    private MessageCount() {}

    /** Whether a file has too many fields. A damaged file is counted to where it is damaged. */
    static boolean isExcessive(ByteString bytes) {
        var count = new MessageCount();
        try {
            var input = bytes.newCodedInput();
            input.enableAliasing(true);
            count.add(input, ModelProto.getDescriptor(), 0);
        } catch (IOException _) {
            return count.fields > MAX_FIELDS; // the parser says what is wrong
        }
        return count.fields > MAX_FIELDS;
    }

    private void add(CodedInputStream input, Descriptor type, int depth) throws IOException {
        for (int tag = input.readTag(); tag != 0 && fields <= MAX_FIELDS; tag = input.readTag()) {
            fields++;
            var field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
            boolean isMessage = field != null && field.getJavaType() == JavaType.MESSAGE
                    && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
            if (isMessage && depth < MAX_DEPTH) {
                int outer = input.pushLimit(input.readRawVarint32());
                add(input, field.getMessageType(), depth + 1);
                input.skipRawBytes(fields > MAX_FIELDS ? 0 : Math.max(0, input.getBytesUntilLimit()));
                input.popLimit(outer);
            } else if (!input.skipField(tag)) {
                return;
            }
        }
    }
}
