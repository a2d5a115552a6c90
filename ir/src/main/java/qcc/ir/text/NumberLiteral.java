package qcc.ir.text;

import java.math.BigInteger;
import qcc.ir.FloatFormat;
import qcc.ir.FloatType;
import qcc.ir.IndexType;
import qcc.ir.IntegerType;
import qcc.ir.IntegerType.Signedness;
import qcc.ir.ParseException;
import qcc.ir.Type;

/**
 * A number as it is written; its value depends on a type that comes later.
 *
 * @param text digits, {@code 0x} and hexadecimal digits, a decimal with a point, {@code true} or {@code false}
 */
record NumberLiteral(boolean negative, String text) {
    static NumberLiteral read(AsmReader reader) throws ParseException {
        boolean negative = reader.accept('-');
        var lexer = reader.lexer;
        boolean valid = switch (lexer.kind) {
            case INTEGER, FLOAT -> true;
            case BARE -> !negative && (lexer.spells("true") || lexer.spells("false"));
            case END, AT, HASH, PERCENT, CARET, EXCLAMATION, STRING, PUNCTUATION, METADATA_BEGIN, METADATA_END -> false;
        };
        if (!valid) {
            throw reader.error("expected integer or floating point literal");
        }
        var literal = new NumberLiteral(negative, lexer.spelling());
        lexer.next();
        return literal;
    }

    private boolean isHexadecimal() {
        return text.startsWith("0x");
    }

    boolean isDecimalFloat() {
        return text.indexOf('.') >= 0;
    }

    /** The value as an integer of a type, at most 64 bits wide. */
    long toLong(Type type, int offset) throws ParseException {
        if (!(type instanceof IntegerType) && !(type instanceof IndexType)) {
            throw new ParseException(offset, isDecimalFloat()
                    ? "floating point value not valid for specified type"
                    : "integer literal not valid for specified type '" + type + "'");
        }
        if (isDecimalFloat()) {
            throw new ParseException(offset, "floating point value not valid for specified type");
        }
        boolean bool = text.equals("true") || text.equals("false");
        if (bool && !type.equals(IntegerType.I1)) {
            throw new ParseException(offset, "expected i1 type for 'true' or 'false' values");
        }
        if (text.length() < 18 && !isHexadecimal() && !bool && type.equals(IntegerType.I64)) {
            return negative ? -Long.parseLong(text) : Long.parseLong(text);
        }
        var magnitude = bool ? BigInteger.valueOf(text.equals("true") ? 1 : 0) : AttributeParser.toInteger(text);
        var value = negative ? magnitude.negate() : magnitude;
        checkRange(value, type, offset);
        return value.longValue();
    }

    private void checkRange(BigInteger value, Type type, int offset) throws ParseException {
        int width = type instanceof IntegerType i ? i.width() : 64;
        var sign = type instanceof IntegerType i ? i.signedness() : Signedness.SIGNED;
        if (sign == Signedness.UNSIGNED && negative) {
            throw new ParseException(offset, "negative integer literal not valid for unsigned integer type");
        }
        if (width > 64 && value.bitLength() > 63) {
            throw new ParseException(offset, "integers of more than 64 bits are not supported: " + value);
        }
        boolean fits = switch (sign) {
            case SIGNLESS -> negative ? value.bitLength() <= width - 1 : value.bitLength() <= width;
            case SIGNED -> value.bitLength() <= width - 1;
            case UNSIGNED -> value.bitLength() <= width;
        };
        if (!fits && !(width == 0 && value.signum() == 0)) {
            throw new ParseException(offset, "integer constant out of range for attribute");
        }
    }

    /** The value as a floating-point number of a type; hexadecimal digits are its bits. */
    double toDouble(FloatType type, int offset) throws ParseException {
        if (isDecimalFloat()) {
            double value = Double.parseDouble(text);
            return format(type, offset).round(negative ? -value : value);
        }
        if (!isHexadecimal()) {
            throw new ParseException(offset,
                    "unexpected decimal integer literal for a floating point value; add a trailing dot to make the literal a float");
        }
        if (negative) {
            throw new ParseException(offset, "hexadecimal float literal should not have a leading minus");
        }
        var bits = AttributeParser.toInteger(text);
        if (bits.bitLength() > type.width()) {
            throw new ParseException(offset, "hexadecimal float constant out of range for type");
        }
        return format(type, offset).fromBits(bits.longValue());
    }

    private static FloatFormat format(FloatType type, int offset) throws ParseException {
        try {
            return FloatFormat.of(type);
        } catch (IllegalArgumentException e) {
            throw new ParseException(offset, e.getMessage());
        }
    }
}
