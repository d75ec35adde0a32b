<?php
/** Prints what the plugin puts into a page. What of WordPress it calls stands here, as its handbook says it does. */
define('ABSPATH', __DIR__);
$case = json_decode($argv[2], true);
$hooks = [];

function add_action($hook, $does) { global $hooks; $hooks[$hook][] = $does; }
function do_all($hook, ...$args) { global $hooks; foreach ($hooks[$hook] ?? [] as $does) $does(...$args); }
function register_uninstall_hook() {}
function get_option($name, $absent) { global $case; return $case['option'] ?? $absent; }
function home_url() { return 'https://example.com/blog'; }
function wp_parse_url($url, $part) { return parse_url($url, $part); }
function is_preview() { global $case; return $case['preview'] ?? false; }
function is_customize_preview() { return false; }
function current_user_can() { global $case; return $case['editor'] ?? false; }
function wp_json_encode($value, $flags) { return json_encode($value, $flags); }
function wp_print_script_tag($attributes) {
    $text = '';
    foreach ($attributes as $name => $value) $text .= $value === true ? " $name" : " $name=\"" . htmlspecialchars($value) . '"';
    echo "<script$text></script>";
}
function wp_print_inline_script_tag($code) { echo "<script>$code</script>"; }
function esc_url_raw($url, $schemes) { return preg_match('#^(' . implode('|', $schemes) . ')://\S+$#', $url) ? $url : ''; }
function add_settings_error($setting, $code) { echo "refused:$code "; }
function __($text) { return $text; }

if (isset($case['order'])) {
    class Order {
        function has_status($status) { global $case; return $case['order']['status'] === $status; }
        function get_total() { return '49.00'; }
        function get_currency() { return 'EUR'; }
        function get_order_number() { global $case; return $case['order']['number']; }
    }
    function wc_get_order() { return new Order; }
}

require $argv[1];
if (isset($case['given'])) echo json_encode(tributary_checked($case['given']));
else do_all('wp_head');
if (isset($case['order'])) do_all('woocommerce_thankyou', 7);
