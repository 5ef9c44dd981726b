package io.fasti.command;

import java.util.Set;

/**
 * The country codes of telephone numbers (ITU-T E.164). Numbers are claimed by what is made of them here, so this list
 * only ever grows.
 */
public final class CallingCodes {
    private static final Set<String> ASSIGNED = Set.of(("""
            1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82
            84 86 90 91 92 93 94 95 98 211 212 213 216 218 220 221 222 223 224 225 226 227 228 229 230 231 232 233 234 235
            236 237 238 239 240 241 242 243 244 245 246 247 248 249 250 251 252 253 254 255 256 257 258 260 261 262 263
            264 265 266 267 268 269 290 291 297 298 299 350 351 352 353 354 355 356 357 358 359 370 371 372 373 374 375
            376 377 378 379 380 381 382 383 385 386 387 389 420 421 423 500 501 502 503 504 505 506 507 508 509 590 591
            592 593 594 595 596 597 598 599 670 672 673 674 675 676 677 678 679 680 681 682 683 685 686 687 688 689 690
            691 692 800 808 850 852 853 855 856 870 878 880 881 882 883 886 888 960 961 962 963 964 965 966 967 968 970
            971 972 973 974 975 976 977 979 992 993 994 995 996 998""").strip().split("\\s+", -1));
    private static final int LONGEST = 3;
    private static final int SHORTEST_NUMBER = 2;
    private static final int LONGEST_NUMBER = 17;

    private CallingCodes() {}

    /** How many of the leading digits are the country code; 0 when they are none. */
    static int lengthIn(CharSequence digits) {
        for (int length = 1; length <= Math.min(LONGEST, digits.length()); length++) {
            if (ASSIGNED.contains(digits.subSequence(0, length).toString())) {
                return length;
            }
        }
        return 0;
    }

    /** Whether these digits can be an international number: a country code, and something that can be dialled there. */
    public static boolean begin(CharSequence digits) {
        var code = lengthIn(digits);
        var rest = digits.length() - code;
        return code > 0 && rest >= SHORTEST_NUMBER && rest <= LONGEST_NUMBER;
    }
}
