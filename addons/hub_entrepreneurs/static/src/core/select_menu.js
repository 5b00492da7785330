import { useEffect } from "@odoo/owl";
import { SelectMenu } from "@web/core/select_menu/select_menu";
import { patch } from "@web/core/utils/patch";

/**
 * Enter and Tab choose what was typed, as in a field that names a record; in a row of a list as well, which goes on at
 * that key before the menu hears of it.
 *
 * Core: web/static/src/core/select_menu/select_menu.js, 19.0. Contract: test_core_select_menu.
 */
patch(SelectMenu.prototype, {
    setup() {
        super.setup();
        useEffect(
            (input) => {
                const onKeydown = (ev) => ["Enter", "Tab"].includes(ev.key) && this.chooseTyped(input.value);
                input?.addEventListener("keydown", onKeydown);
                return () => input?.removeEventListener("keydown", onKeydown);
            },
            () => [this.inputRef.el]
        );
    },
    chooseTyped(text) {
        if (this.props.multiSelect || !text || text === (this.selectedChoice?.label ?? "")) {
            return;
        }
        // The arrows may have gone to another one, once the menu shows what fits.
        const marked = text === this.state.searchValue && this.menuRef.el?.querySelector(".o_select_menu_item.focus");
        if (!marked) {
            this.filterOptions(text);
        }
        const choices = this.state.displayedOptions;
        const choice = marked ? choices[marked.dataset.choiceIndex] : choices.find(({ isGroup }) => !isGroup);
        if (choice) {
            this.onItemSelected(choice.value);
            this.dropdownState.close();
        }
    },
});
