<?php
/**
 * Plugin Name: Tributary
 * Description: Counts visits, campaigns and orders with your own Tributary collector. Stores no cookies by default.
 * Version: 0.1.0
 * Requires at least: 6.0
 * Requires PHP: 7.4
 * License: MIT
 */

defined('ABSPATH') || exit;

/** What is set under Settings → Tributary, over what holds where nothing is. */
function tributary_options(): array
{
    $set = get_option('tributary', []);
    return array_merge(
        [
            'url' => '',
            'site' => (string) wp_parse_url(home_url(), PHP_URL_HOST),
            'visitor' => '',
            'wait' => false,
            'steady' => false,
            'leave_out' => true,
        ],
        is_array($set) ? $set : []
    );
}

/** Nobody counts who works on the site, and nothing that is not yet published. */
function tributary_is_counted(array $options): bool
{
    if ($options['url'] === '' || is_preview() || is_customize_preview()) {
        return false;
    }
    return !($options['leave_out'] && current_user_can('edit_posts'));
}

function tributary_print_tag(): void
{
    $options = tributary_options();
    if (!tributary_is_counted($options)) {
        return;
    }
    $attributes = [
        'async' => true,
        'src' => $options['url'] . '/t/' . rawurlencode($options['site']) . '.js',
    ];
    if ($options['visitor'] !== '') {
        $attributes['data-visitor'] = $options['visitor'];
    }
    if ($options['wait']) {
        $attributes['data-consent'] = 'wait';
    }
    if ($options['steady']) {
        $attributes['blocking'] = 'render';
        wp_print_inline_script_tag(TRIBUTARY_GIVE_UP);
    }
    wp_print_script_tag($attributes);
}
add_action('wp_head', 'tributary_print_tag', 1);

/** Ends a page's wait for a script that does not come (docs/experiments.md). */
const TRIBUTARY_GIVE_UP = "setTimeout(()=>{for(const s of document.querySelectorAll('script[blocking]'))s.blocking=''},500)";

/** Holds what the page calls until the script is there (docs/script.md). */
const TRIBUTARY_QUEUE = "window.tributary?.q||(t=>{t.q=[];for(let m of['identify','reset','page','consent','ignore'])t[m]=(...a)=>t(m,...a);t.variant=()=>null;window.tributary=t})((...a)=>tributary.q.push(a))";

/** An order of WooCommerce. Its number is told, too, so that a thank-you page that is loaded again sells nothing twice. */
function tributary_print_order($order_id): void
{
    $options = tributary_options();
    $order = function_exists('wc_get_order') ? wc_get_order($order_id) : null;
    if (!$order || $order->has_status('failed') || !tributary_is_counted($options)) {
        return;
    }
    $order_told = [
        'revenue' => [
            'amount' => (string) $order->get_total(),
            'currency' => $order->get_currency(),
            'order' => (string) $order->get_order_number(),
        ],
    ];
    // What stands in a script must not end it.
    $json = wp_json_encode($order_told, JSON_HEX_TAG | JSON_HEX_AMP | JSON_HEX_APOS | JSON_HEX_QUOT);
    wp_print_inline_script_tag(TRIBUTARY_QUEUE . ";tributary('Order', $json)");
}
add_action('woocommerce_thankyou', 'tributary_print_order');

/** Refused where it cannot be meant: the page says so, and what was set before stays. */
function tributary_checked($given): array
{
    $given = is_array($given) ? $given : [];
    $before = tributary_options();
    $url = rtrim(esc_url_raw(trim((string) ($given['url'] ?? '')), ['https', 'http']), '/');
    $site = strtolower(trim((string) ($given['site'] ?? '')));
    if ($url === '' && trim((string) ($given['url'] ?? '')) !== '') {
        add_settings_error('tributary', 'url', __('The collector is an address like https://growth.example.com.', 'tributary'));
        $url = $before['url'];
    }
    if (!preg_match('/^[a-z0-9.-]{1,253}$/', $site)) {
        add_settings_error('tributary', 'site', __('The site is a domain like example.com, as the dashboard shows it.', 'tributary'));
        $site = $before['site'];
    }
    $visitor = (string) ($given['visitor'] ?? '');
    return [
        'url' => $url,
        'site' => $site,
        'visitor' => in_array($visitor, ['cookieless', 'stored'], true) ? $visitor : '',
        'wait' => !empty($given['wait']),
        'steady' => !empty($given['steady']),
        'leave_out' => !empty($given['leave_out']),
    ];
}

function tributary_register(): void
{
    register_setting('tributary', 'tributary', ['type' => 'array', 'sanitize_callback' => 'tributary_checked']);
}
add_action('admin_init', 'tributary_register');

function tributary_menu(): void
{
    add_options_page('Tributary', 'Tributary', 'manage_options', 'tributary', 'tributary_page');
}
add_action('admin_menu', 'tributary_menu');

function tributary_page(): void
{
    $options = tributary_options();
    ?>
    <div class="wrap">
      <h1>Tributary</h1>
      <form action="options.php" method="post">
        <?php settings_fields('tributary'); ?>
        <table class="form-table" role="presentation">
          <tr>
            <th><label for="tributary-url"><?php esc_html_e('Collector', 'tributary'); ?></label></th>
            <td><input id="tributary-url" class="regular-text" type="url" name="tributary[url]" placeholder="https://growth.example.com" value="<?php echo esc_attr($options['url']); ?>"></td>
          </tr>
          <tr>
            <th><label for="tributary-site"><?php esc_html_e('Site', 'tributary'); ?></label></th>
            <td><input id="tributary-site" class="regular-text" type="text" name="tributary[site]" value="<?php echo esc_attr($options['site']); ?>"></td>
          </tr>
          <tr>
            <th><label for="tributary-visitor"><?php esc_html_e('Visitors', 'tributary'); ?></label></th>
            <td>
              <select id="tributary-visitor" name="tributary[visitor]">
                <option value=""><?php esc_html_e('As the site’s settings say', 'tributary'); ?></option>
                <option value="cookieless" <?php selected($options['visitor'], 'cookieless'); ?>><?php esc_html_e('Nothing stored in the browser', 'tributary'); ?></option>
                <option value="stored" <?php selected($options['visitor'], 'stored'); ?>><?php esc_html_e('An id stored in the browser', 'tributary'); ?></option>
              </select>
              <p><label><input type="checkbox" name="tributary[wait]" value="1" <?php checked($options['wait']); ?>> <?php esc_html_e('Store it only after tributary.consent(true)', 'tributary'); ?></label></p>
            </td>
          </tr>
          <tr>
            <th><?php esc_html_e('Experiments', 'tributary'); ?></th>
            <td><label><input type="checkbox" name="tributary[steady]" value="1" <?php checked($options['steady']); ?>> <?php esc_html_e('Show pages once the script is there, at most half a second later, so that nobody sees an experiment change them', 'tributary'); ?></label></td>
          </tr>
          <tr>
            <th><?php esc_html_e('Editors', 'tributary'); ?></th>
            <td><label><input type="checkbox" name="tributary[leave_out]" value="1" <?php checked($options['leave_out']); ?>> <?php esc_html_e('Leave out who can edit posts', 'tributary'); ?></label></td>
          </tr>
        </table>
        <?php submit_button(); ?>
      </form>
    </div>
    <?php
}

function tributary_uninstall(): void
{
    delete_option('tributary');
}
register_uninstall_hook(__FILE__, 'tributary_uninstall');
