// Assembly text: one statement a line, statements with bodies in braces. The grammar knows no mnemonic and no directive: which there are,
// and which arguments they take, is checked where their meaning is known, with better messages than a parser's.
//
//     .source "nn.conv at \"layer1.0/Conv\""
//     loop 16 {
//       mvm group=0, acc=r0, src=r1, count=1, src_stride=0, acc_stride=0, accumulate
//     }
grammar Assembly;

file
    : line* EOF
    ;

// The reader sees to it that the last line ends, too.
line
    : statement? NEWLINE
    ;

statement
    : name=(NAME | DIRECTIVE) (argument (COMMA argument)*)? block?
    | TEXT
    ;

block
    : OPEN NEWLINE line* CLOSE
    ;

argument
    : (key=NAME EQUALS)? value
    ;

value
    : INTEGER
    | NAME
    | STRING
    | DATA
    | list
    ;

list
    : OPEN_LIST (value (COMMA value)*)? CLOSE_LIST
    ;

// Bytes in hexadecimal, over any number of lines; what stands between the braces is checked when it is decoded.
DATA: 'x{' ~[}]* '}';
DIRECTIVE: '.' [a-zA-Z0-9_]+;
INTEGER: '0x' [0-9a-fA-F]+ | '-'? [0-9]+;
NAME: [a-zA-Z_] [a-zA-Z0-9_]*;
STRING: '"' (~["\\\r\n] | '\\' ~[\r\n])* '"';
// One line of a text that is kept as it is, but for the escapes of strings; a backslash at its end says that no line break follows.
TEXT: '|' ~[\r\n]*;

OPEN: '{';
CLOSE: '}';
OPEN_LIST: '[';
CLOSE_LIST: ']';
COMMA: ',';
EQUALS: '=';
NEWLINE: '\r'? '\n';

BLANK: [ \t]+ -> skip;
COMMENT: '//' ~[\r\n]* -> skip;
