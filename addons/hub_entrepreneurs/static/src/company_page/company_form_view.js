import { browser } from "@web/core/browser/browser";
import { useHotkey } from "@web/core/hotkeys/hotkey_hook";
import { evaluateBooleanExpr } from "@web/core/py_js/py";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { FormCompiler } from "@web/views/form/form_compiler";
import { FormController } from "@web/views/form/form_controller";
import { formView } from "@web/views/form/form_view";

/** Pages of a notebook go by their own names, so that one is known again whatever stands before it. */
export class CompanyFormCompiler extends FormCompiler {
    compileNotebook(el) {
        const notebook = super.compileNotebook(...arguments);
        for (const slot of notebook.children) {
            const name = slot.getAttribute("name").slice(1, -1);
            if (el.querySelector(`:scope > page[name="${name}"]`)) {
                slot.setAttribute("t-set-slot", name);
            }
        }
        return notebook;
    }
}

/**
 * The tab that was open last opens again, for companies and for persons on their own, by user and device. The keys of
 * buttons work on a phone as well, where core keeps all but the first one in a menu.
 */
export class CompanyFormController extends FormController {
    static template = "hub_entrepreneurs.CompanyFormView";

    setup() {
        super.setup();
        const keep = this.onNotebookPageChange;
        this.onNotebookPageChange = (notebook, page) => {
            keep(notebook, page);
            if (page && !this.model.root.isNew) {
                browser.localStorage.setItem(this.tabKey, page);
            }
        };
        for (const button of this.archInfo.xmlDoc.querySelectorAll("header button[data-hotkey]")) {
            useHotkey(`alt+${button.getAttribute("data-hotkey")}`, () => this.press(button), {
                bypassEditableProtection: true,
                isAvailable: () => this.isInMenu(button),
            });
        }
    }

    isInMenu(button) {
        const isInvisible = evaluateBooleanExpr(
            button.getAttribute("invisible"),
            this.model.root.evalContextWithVirtualIds
        );
        const shown = this.rootRef.el.querySelector(`button[name="${button.getAttribute("name")}"]`);
        return this.env.isSmall && !isInvisible && !shown;
    }

    press(button) {
        // What is being typed belongs to the record.
        document.activeElement?.blur();
        const { context, evalContext, resId, resIds, resModel } = this.model.root;
        return this.env.onClickViewButton({
            clickParams: { name: button.getAttribute("name"), type: button.getAttribute("type") },
            getResParams: () => ({ context, evalContext, resId, resIds, resModel }),
        });
    }

    get tabKey() {
        const kind = this.model.root.data.is_company ? "company" : "person";
        return `hub_tab_${user.userId}_${kind}`;
    }

    get activeNotebookPages() {
        return { 0: browser.localStorage.getItem(this.tabKey) || undefined };
    }
}

registry.category("views").add("hub_company_form", {
    ...formView,
    Compiler: CompanyFormCompiler,
    Controller: CompanyFormController,
});
